import type { SubjectRow } from './subject-table.ts';

/** A row of the table and where its phrase stands in a text. */
export interface Hit {
  row: SubjectRow;
  at: number;
}

/** The first phrase of the table in a text; of those beginning there the longest. */
export function longest(table: readonly SubjectRow[], text: string): Hit | undefined {
  return hits(table, text).sort((a, b) => a.at - b.at || b.row.phrase.length - a.row.phrase.length)[0];
}

/** The last phrase of the table in a text; of those ending there the longest. */
export function last(table: readonly SubjectRow[], text: string): Hit | undefined {
  const end = ({ row, at }: Hit) => at + row.phrase.length;
  return hits(table, text).sort((a, b) => end(b) - end(a) || b.row.phrase.length - a.row.phrase.length)[0];
}

function hits(table: readonly SubjectRow[], text: string): Hit[] {
  const lower = text.toLowerCase();
  return table.flatMap((row) => {
    const at = lower.lastIndexOf(row.phrase.toLowerCase());
    return at < 0 ? [] : [{ row, at }];
  });
}
