/** A chart as a slide names it. */
export interface DraftRef {
  slug: string;
  pin?: number | undefined;
  region?: string | undefined;
  asOf?: string | undefined;
}

export type DraftKind = 'chart' | 'table' | 'numbers' | 'text';

/** A slide while it is being edited; `charts` holds one for a chart or a table, up to eight for cards, none for text. */
export interface Draft {
  key: number;
  kind: DraftKind;
  charts: DraftRef[];
  title: string;
  text: string;
  /** Its pins are made anew from the newest figures when it is saved. */
  isRenewed: boolean;
  /** What it shows now, when it was saved before: its title, a small drawing and the pin's day. */
  name: string;
  picture: string | null;
  pinned: string;
}

let made = 0;

/** A key for a list on the page. */
export function nextKey(): number {
  made += 1;
  return made;
}

export function newDraft(kind: DraftKind, charts: DraftRef[], name: string): Draft {
  return {
    ...{ key: nextKey(), kind, charts, name, title: '', text: '' },
    ...{ isRenewed: false, picture: null, pinned: '' }
  };
}

/** The slide as the API takes it. */
export function bodyOf({ kind, charts, title, text, isRenewed }: Draft): Record<string, unknown> {
  const refs = charts.map(({ pin, ...ref }) => ({ ...ref, ...(isRenewed || !pin ? {} : { pin }) }));
  const said = text.trim() === '' ? {} : { text };
  if (kind === 'text') return { kind, title, ...said };
  if (kind === 'numbers') return { kind, charts: refs, ...(title.trim() === '' ? {} : { title }) };
  return { kind, ...refs[0], ...said };
}

/** The list with one slide moved by so many places, as far as there are. */
export function moved(slides: readonly Draft[], from: number, by: number): Draft[] {
  const to = from + by;
  const one = slides[from];
  if (!one || to < 0 || to >= slides.length) return [...slides];
  const rest = slides.filter((_, at) => at !== from);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}
