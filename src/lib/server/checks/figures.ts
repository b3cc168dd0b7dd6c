import { doubtfulIssue } from '../../csv/cells-issue.ts';
import { addIssue } from '../../csv/issue.ts';
import { lineAt } from '../../csv/tally.ts';
import { flowRole, type FlowRole } from '../../field/flow.ts';
import type { Text } from '../../field/text.ts';
import type { Checked } from './rule.ts';
import { rawColumnSql } from '../versions/file.ts';
import { quotedIdentifier, quotedString, rowsOf } from '../warehouse.ts';

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
  const words = await flowWords(checked);
  if (!words.stock || !words.entries || !(words.exits ?? words.deregistered)) return;
  const group = [...series, ...(isTyped ? ['"type"'] : [])];
  const day = [...group, '"as_of"'].join(', ');
  const same = (alias: string) =>
    group.map((name) => `${alias}.${name} IS NOT DISTINCT FROM now.${name}`).join(' AND ');
  const is = (...roles: FlowRole[]) =>
    `CAST("indicator" AS VARCHAR) IN (${
      roles
        .flatMap((role) => words[role] ?? [])
        .map(quotedString)
        .join(', ') || 'NULL'
    })`;
  const only = (role: FlowRole) => `count(DISTINCT "value") FILTER (WHERE ${is(role)})`;
  // Where two words of one kind say different numbers, which of them is meant cannot be told.
  const one = (role: FlowRole) =>
    `(SELECT ${day}, any_value("value") AS "value" FROM ${figures} WHERE ${is(role)} GROUP BY ${day} HAVING ${only(role)} = 1)`;
  const parts = ['deregistered', 'revoked', 'struck'] as const;
  const gone = `(SELECT ${day}, CASE WHEN ${only('exits')} = 1 THEN any_value("value") FILTER (WHERE ${is('exits')})
      ELSE sum("value") END AS "value" FROM ${figures} WHERE ${is('exits', ...parts)} GROUP BY ${day}
    HAVING ${only('exits')} = 1 OR (${only('exits')} = 0 AND ${only('deregistered')} = 1
      AND ${parts.map((part) => `count(*) FILTER (WHERE ${is(part)}) <= 1`).join(' AND ')}))`;
  const now = `(SELECT * FROM ${figures} WHERE ${is('stock')}
    QUALIFY min("value") OVER (PARTITION BY ${day}) = max("value") OVER (PARTITION BY ${day}))`;
  await name(
    checked,
    `SELECT now.place, was."value" + new."value" - gone."value" FROM ${now} AS now
     JOIN ${one('stock')} AS was ON ${same('was')} AND was."as_of" = now."as_of" - INTERVAL 1 YEAR
     JOIN ${one('entries')} AS new ON ${same('new')} AND new."as_of" = now."as_of"
     JOIN ${gone} AS gone ON ${same('gone')} AND gone."as_of" = now."as_of"
     WHERE was."value" + new."value" - gone."value" <> now."value" ORDER BY 1 LIMIT ${LISTED}`,
    (sum) => ({
      zh: `与“上年末 + 新成立 − 注销”的 ${sum} 不等`,
      en: `does not equal last year's plus new minus ended, ${sum}`
    })
  );
}

/** The indicators of the table by what they are of the yearly flow, as they stand. */
async function flowWords({ connection, data }: Checked): Promise<Partial<Record<FlowRole, string[]>>> {
  const rows = await rowsOf(
    connection,
    `SELECT DISTINCT CAST("indicator" AS VARCHAR) FROM ${data} WHERE "indicator" IS NOT NULL`
  );
  const words: Partial<Record<FlowRole, string[]>> = {};
  for (const text of rows.map(([text]) => String(text))) {
    const role = flowRole(text);
    if (role) (words[role] ??= []).push(text);
  }
  return words;
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
