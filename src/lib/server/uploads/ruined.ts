import { addIssue } from '../../csv/issue.ts';
import type { Proof } from '../../csv/proof.ts';
import type { DatasetColumn } from '../versions/ingest.ts';

/** A cell of a sheet that holds a number of more than 15 digits; `source` is its column's header. */
export interface RuinedCell {
  row: number;
  source: string;
  value: string;
}

/** Names numbers that have lost their last digits, unless their column is one of numbers or they are named already. */
export function nameRuined(
  proof: Proof,
  columns: readonly DatasetColumn[],
  ruined: readonly RuinedCell[]
): void {
  const { list } = proof.issues;
  const named = new Set(list.map(({ row, column }) => `${row}\n${column}`));
  const numbers = new Set(
    columns.filter(({ type }) => type === 'integer' || type === 'decimal').map(({ source }) => source)
  );
  for (const { row, source, value } of ruined) {
    if (numbers.has(source) || named.has(`${row}\n${source}`)) continue;
    addIssue(proof.issues, {
      ...{ severity: 'look-at', row, column: source, value, code: 'ruined-code' },
      message: {
        zh: `第 ${row} 行“${source}”在工作簿里是超过 15 位的数字（${value}），末尾几位已经丢失。若是代码，请从原系统以文本重新导出。`,
        en: `“${source}” on row ${row} is kept in the workbook as a number of more than 15 digits (${value}); its last digits are lost. If it is a code, export it again as text.`
      }
    });
  }
  if (ruined.length > 0) list.sort((one, other) => one.row - other.row);
}
