import { doubtfulIssue } from '../../csv/cells-issue.ts';
import { addIssue } from '../../csv/issue.ts';
import { lineAt } from '../../csv/tally.ts';
import type { Text } from '../../field/text.ts';
import type { Checked } from './rule.ts';
import { rawColumnSql } from '../versions/file.ts';
import { quotedIdentifier, rowsOf } from '../warehouse.ts';

const LISTED = 1000;

/**
 * Published figures against each other: the three types of a place and day against their total, and last year + new −
 * ended against this year. Only exact figures of one definition and source are held against each other (domain.md).
 */
export async function checkFigures(checked: Checked): Promise<void> {
  const names = new Set(checked.columns.map(({ name }) => name));
  if (!['region_code', 'indicator', 'as_of', 'value'].every((name) => names.has(name))) return;
  const series = ['region_code', 'definition', 'source_title']
    .filter((name) => names.has(name))
    .map(quotedIdentifier);
  const isExact = names.has('precision')
    ? `("precision" IS NULL OR CAST("precision" AS VARCHAR) = 'exact')`
    : 'true';
  const figures = `(SELECT *, rowid AS place FROM ${checked.data} WHERE ${isExact} AND "value" IS NOT NULL)`;
  if (names.has('type')) await checkTypes(checked, figures, series);
  await checkYears(checked, figures, series, names.has('type'));
}

async function checkTypes(checked: Checked, figures: string, series: string[]): Promise<void> {
  const group = [...series, '"indicator"', '"as_of"'].join(', ');
  const sum = `sum("value") FILTER (WHERE CAST("type" AS VARCHAR) IN ('association', 'service', 'foundation'))`;
  await name(
    checked,
    `SELECT min(place) FILTER (WHERE "type" IS NULL), ${sum} FROM ${figures} WHERE "indicator" NOT LIKE '%per%'
     GROUP BY ${group} HAVING count(*) FILTER (WHERE "type" IS NULL) = 1 AND count(DISTINCT "type") = 3
       AND count(*) = 4 AND ${sum} <> any_value("value") FILTER (WHERE "type" IS NULL) ORDER BY 1 LIMIT ${LISTED}`,
    (sum) => ({ zh: `与三类组织之和 ${sum} 不等`, en: `does not equal the sum of the three types, ${sum}` })
  );
}

async function checkYears(
  checked: Checked,
  figures: string,
  series: string[],
  isTyped: boolean
): Promise<void> {
  const group = [...series, ...(isTyped ? ['"type"'] : [])];
  const same = (alias: string) =>
    group.map((name) => `${alias}.${name} IS NOT DISTINCT FROM now.${name}`).join(' AND ');
  const of = (indicator: string) =>
    `(SELECT * FROM ${figures} WHERE CAST("indicator" AS VARCHAR) = '${indicator}')`;
  await name(
    checked,
    `SELECT now.place, was."value" + new."value" - gone."value" FROM ${of('stock')} AS now
     JOIN ${of('stock')} AS was ON ${same('was')} AND was."as_of" = now."as_of" - INTERVAL 1 YEAR
     JOIN ${of('entries')} AS new ON ${same('new')} AND new."as_of" = now."as_of"
     JOIN ${of('exits')} AS gone ON ${same('gone')} AND gone."as_of" = now."as_of"
     WHERE was."value" + new."value" - gone."value" <> now."value" ORDER BY 1 LIMIT ${LISTED}`,
    (sum) => ({
      zh: `与“上年末 + 新成立 − 注销”的 ${sum} 不等`,
      en: `does not equal last year's plus new minus ended, ${sum}`
    })
  );
}

async function name(
  { connection, data, columns, proof }: Checked,
  sql: string,
  reason: (sum: string) => Text
): Promise<void> {
  const column = columns.find(({ name }) => name === 'value');
  if (!column) return;
  const source = proof.columns[column.place]?.source ?? column.name;
  const found = `SELECT place, sum, ${rawColumnSql(column)} FROM (${sql}) AS found (place, sum) JOIN ${data} AS d ON d.rowid = found.place ORDER BY place`;
  for (const [place, sum, text] of await rowsOf(connection, found)) {
    const line = lineAt(proof.lines, Number(place));
    const doubt = { code: 'total-mismatch', reason: reason(String(sum)) } as const;
    addIssue(proof.issues, doubtfulIssue(line, source, String(text), doubt));
  }
}
