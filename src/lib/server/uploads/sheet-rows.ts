import type { Reading } from '../../csv/read.ts';
import type { LineMap } from '../../xlsx/to-csv.ts';

/** Rewrites a reading of a workbook's CSV so that every line it names is the row of the sheet. */
export function toSheetRows(reading: Reading, map: LineMap): void {
  const { lines, issues, titles, excluded, tables } = reading;
  lines.lines = lines.lines.map((line) => rowAt(map, line));
  for (const issue of issues.list) {
    const row = rowAt(map, issue.row);
    if (row === issue.row) continue;
    const { zh, en } = issue.message;
    issue.message = {
      zh: zh.replaceAll(`第 ${issue.row} 行`, `第 ${row} 行`),
      en: en.replaceAll(`line ${issue.row}`, `line ${row}`)
    };
    issue.row = row;
  }
  for (const one of [...titles, ...excluded]) one.row = rowAt(map, one.row);
  for (const table of tables) table.headerLine = rowAt(map, table.headerLine);
}

/** The row of the sheet that a line of its CSV comes from. */
export function rowAt({ lines, rows }: LineMap, line: number): number {
  let at = lines.length - 1;
  while (at >= 0 && (lines[at] ?? 0) > line) at--;
  return at < 0 ? line : (rows[at] ?? 0) + line - (lines[at] ?? 0);
}
