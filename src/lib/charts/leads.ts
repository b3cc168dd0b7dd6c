import type { Picked } from './drawing.ts';

/** What a chart's marks lead to; what is absent leads nowhere. */
export interface Leads {
  /** A mark was chosen, by click, second tap or Enter. */
  onPick?: (picked: Picked) => void;
  /** A stretch of time was chosen, by dragging or with Shift and the arrows. */
  onZoom?: (from: string, to: string) => void;
  /** The rows behind a mark are wanted. */
  onRows?: (picked: Picked) => void;
}
