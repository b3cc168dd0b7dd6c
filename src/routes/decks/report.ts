/** What `/api/decks/check` says of a slide, as far as the page shows it. */
export interface SlideCheck {
  slide: number;
  title: string;
  charts: ChartCheck[];
  figures: { text: string; paragraph: string; state: FigureState; reason: string }[];
}

export interface ChartCheck {
  id: string;
  title: string;
  state: 'agrees' | 'stale' | 'edited' | 'unknown' | 'not-ours';
  changes: { series: string; category: string; before: number | null; after: number | null }[];
  changeCount: number;
  reason: string;
}

export type FigureState = 'agrees' | 'stale' | 'differs' | 'not-ours';
