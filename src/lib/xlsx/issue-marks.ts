import type { Issue } from '../csv/issue.ts';
import type { Lang } from '../field/text.ts';
import type { OutComment } from './write.ts';
import type { OutCell } from './write-cell.ts';
import type { Look } from './write-styles.ts';

/** More remarks than this make spreadsheet programs slow; the cells beyond are coloured all the same. */
export const MAX_COMMENTS = 10_000;

const SEVERITY = {
  'must-fix': { zh: '必须改', en: 'Must fix' },
  'look-at': { zh: '请看一眼', en: 'Look at' }
} as const;

export function severityWord(severity: Issue['severity'], lang: Lang): string {
  return SEVERITY[severity][lang];
}

/** The issues of a file by the row they begin on. */
export function byRow(issues: readonly Issue[]): Map<number, Issue[]> {
  const rows = new Map<number, Issue[]>();
  for (const issue of issues) {
    const known = rows.get(issue.row);
    if (known) known.push(issue);
    else rows.set(issue.row, [issue]);
  }
  return rows;
}

/**
 * Colours the cells that a row's issues name (all of them where an issue is about the whole row) and adds a remark
 * for each to `comments`; `sources` are the header's texts in the order of the cells, `at` is where the row is written.
 */
export function marked(
  cells: readonly (OutCell | null)[],
  issues: readonly Issue[],
  sources: readonly string[],
  at: { row: number; left: number; lang: Lang },
  comments: OutComment[]
): (OutCell | null)[] {
  const out = [...cells];
  const remarks = new Map<number, string[]>();
  for (const issue of issues) {
    const column = columnOf(issue, cells, sources);
    for (const k of column < 0 ? cells.keys() : [column]) out[k] = coloured(out[k], issue.severity);
    const place = Math.max(0, column);
    out[place] ??= coloured(null, issue.severity);
    const words = `【${severityWord(issue.severity, at.lang)}】${issue.message[at.lang]}`;
    remarks.set(place, [...(remarks.get(place) ?? []), words]);
  }
  for (const [place, words] of remarks) {
    if (comments.length >= MAX_COMMENTS) break;
    comments.push({ row: at.row, column: place + 1 + at.left, text: words.join('\n') });
  }
  // A cell that nothing stands in is written all the same, so that its colour shows.
  for (let k = 0; k < out.length; k++) out[k] ??= null;
  return out;
}

function coloured(cell: OutCell | null | undefined, severity: Issue['severity']): OutCell {
  const look: Look = cell?.look === 'must-fix' ? 'must-fix' : severity;
  return { value: cell?.value ?? null, look };
}

/** The cell an issue is about, −1 for the whole row; of columns with one header the one that holds the value. */
function columnOf(
  { column, value }: Issue,
  cells: readonly (OutCell | null)[],
  sources: readonly string[]
): number {
  if (column === null) return -1;
  const places = sources.flatMap((source, k) => (source === column ? [k] : []));
  const holding = places.find((k) => String(cells[k]?.value ?? '') === (value ?? ''));
  return holding ?? places[0] ?? -1;
}
