/** What `/api/decks/check` says of a slide, as far as the page shows it. */
export interface SlideCheck {
  slide: number;
  title: string;
  charts: ChartCheck[];
  figures: { text: string; paragraph: string; state: FigureState; reason: string }[];
}

export interface ChartCheck {
  id: string;
  kind: 'chart' | 'picture' | 'card' | 'table';
  title: string;
  state: 'agrees' | 'stale' | 'edited' | 'unknown' | 'not-ours';
  changes: { series: string; category: string; before: Shown; after: Shown }[];
  changeCount: number;
  reason: string;
}

export type FigureState = 'agrees' | 'stale' | 'differs' | 'not-ours';

/** What a change is from and to: a chart's number, the text of a card or a cell; null when it is not there. */
export type Shown = number | string | null;
