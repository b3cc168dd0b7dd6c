import { doubtfulIssue } from '../../csv/cells-issue.ts';
import { addIssue } from '../../csv/issue.ts';
import { lineAt } from '../../csv/tally.ts';
import { PRECISION_TITLES } from '../../field/precision.ts';
import { parseQuantity } from '../../field/quantity.ts';
import { addCount, type Checked } from './rule.ts';
import { quotedIdentifier, rowsOf } from '../warehouse.ts';

const LISTED = 10_000;

/**
 * Published figures whose own words say that they are not exact (近4000, 400余) while nothing else does: without 精度, or
 * with another, the data would take them for exact.
 */
export async function checkPrecision({ connection, data, columns, proof }: Checked): Promise<void> {
  const value = columns.find(({ name }) => name === 'value');
  const has = columns.some(({ name }) => name === 'precision');
  if (!value?.twin) return;
  const text = quotedIdentifier(value.twin);
  const said = has ? 'CAST("precision" AS VARCHAR)' : 'NULL';
  // Only texts with a word beside the number and its unit are looked at.
  const sql = `SELECT rowid, ${text}, ${said}, count(*) OVER () FROM ${data} WHERE ${text} IS NOT NULL AND "value" IS NOT NULL
    AND regexp_matches(${text}, '[约近余超逾多上下不足至以左右达]') AND coalesce(${said}, 'exact') = 'exact' ORDER BY rowid LIMIT ${LISTED}`;
  const rows = await rowsOf(connection, sql);
  const source = proof.columns[value.place]?.source ?? value.name;
  for (const [ordinal, cell, precision] of rows) {
    const own = parseQuantity(String(cell))?.precision ?? 'exact';
    if (own === 'exact') continue;
    const { zh, en } = PRECISION_TITLES[own];
    const reason = has
      ? {
          zh: `说的是“${zh}”，而精度${precision === null ? '是空的' : '写的是准确'}：数据会把它当作准确数`,
          en: `says “${en}”, while its precision ${precision === null ? 'is empty' : 'is exact'}: the data takes it for exact`
        }
      : {
          zh: `说的是“${zh}”，而文件没有“精度”列：数据会把它当作准确数，请加一列精度（${own}）`,
          en: `says “${en}”, while the file has no column of precision: the data takes it for exact; add one (${own})`
        };
    const line = lineAt(proof.lines, Number(ordinal));
    addIssue(proof.issues, doubtfulIssue(line, source, String(cell), { code: 'bad-number', reason }));
  }
  addCount(proof.issues, Math.max(0, Number(rows[0]?.[3] ?? 0) - LISTED));
}
