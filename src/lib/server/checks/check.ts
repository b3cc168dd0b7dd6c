import { doubtfulIssue } from '../../csv/cells-issue.ts';
import { addIssue } from '../../csv/issue.ts';
import { lineAt } from '../../csv/tally.ts';
import { creditRules, divisionSql, failingSql, headsSql } from './credit.ts';
import { checkFigures } from './figures.ts';
import { checkFlows } from './flows.ts';
import { checkKeys } from './keys.ts';
import { addCount, type Checked, type Rule } from './rule.ts';
import { checkParts } from './parts.ts';
import { checkPrecision } from './precision.ts';
import { checkTotals } from './totals.ts';
import { figureRules, knownRules, orderRules, rangeRules } from './values.ts';
import { rawColumnSql } from '../versions/file.ts';
import { rowsOf } from '../warehouse.ts';

const LISTED = 100_000;

/**
 * Holds the rows of a version against what the field knows, set by set in SQL: codes, ranges, dates in order, keys,
 * totals, published figures. Every finding is counted, the first 100,000 of each rule listed; nothing is changed. Tells
 * whether the dataset's key tells all rows apart.
 */
export async function check(checked: Checked): Promise<{ isKeyUnique: boolean }> {
  const { dataset, columns, today } = checked;
  const names = new Set(columns.map(({ name }) => name));
  const rules = [
    ...(dataset in CREDITED && names.has('credit_code')
      ? creditRules(names, await divisionsIn(checked), failingSql(checked))
      : []),
    ...rangeRules(dataset, columns, today),
    ...knownRules(dataset, names),
    ...orderRules(dataset, names),
    ...(dataset === 'statistics' ? figureRules(names) : [])
  ];
  await applyRules(checked, rules);
  const isKeyUnique = await checkKeys(checked);
  await checkTotals(checked);
  await checkParts(checked);
  await checkFlows(checked);
  if (dataset === 'statistics') {
    await checkFigures(checked);
    await checkPrecision(checked);
  }
  checked.proof.issues.list.sort((one, other) => one.row - other.row);
  return { isKeyUnique };
}

const CREDITED = { organizations: true, filings: true, credit_lists: true };

/** One scan counts all rules, another those of heads; only those that found something are asked for their rows. */
async function applyRules(checked: Checked, rules: readonly Rule[]): Promise<void> {
  const counts = new Map<Rule, number>();
  const count = async (some: readonly Rule[], aggregate: (rule: Rule) => string, table: string) => {
    if (some.length === 0) return;
    const [row = []] = await rowsOf(
      checked.connection,
      `SELECT ${some.map(aggregate).join(', ')} FROM ${table}`
    );
    some.forEach((rule, n) => counts.set(rule, Number(row[n] ?? 0)));
  };
  const [ofHeads, ofRows] = [rules.filter((rule) => rule.ofHeads), rules.filter((rule) => !rule.ofHeads)];
  await count(ofRows, ({ where }) => `count(*) FILTER (WHERE ${where})`, checked.data);
  await count(ofHeads, (rule) => `sum(n) FILTER (WHERE ${rule.ofHeads})`, HEADS);
  if (ofHeads.length > 0) await checked.connection.run(`DROP TABLE ${HEADS}`);
  for (const rule of rules) {
    const found = counts.get(rule) ?? 0;
    if (found > 0) await list(checked, rule, found);
  }
}

async function list({ connection, data, columns, proof }: Checked, rule: Rule, count: number): Promise<void> {
  const column = columns.find(({ name }) => name === rule.column);
  if (!column) throw new Error(`a rule names the column ${rule.column}, which is not there`);
  const source = proof.columns[column.place]?.source ?? column.name;
  const sql = `SELECT rowid, ${rawColumnSql(column)}, CAST(${rule.detail ?? 'NULL'} AS VARCHAR) FROM ${data}
    WHERE ${rule.where} ORDER BY rowid LIMIT ${LISTED}`;
  const rows = await rowsOf(connection, sql);
  for (const [ordinal, text, detail] of rows) {
    const line = lineAt(proof.lines, Number(ordinal));
    const doubt = { code: rule.code, reason: rule.reason(String(detail ?? '')) };
    addIssue(proof.issues, doubtfulIssue(line, source, String(text), doubt, rule.severity));
  }
  addCount(proof.issues, count - rows.length, rule.severity === 'must-fix');
}

const HEADS = 'credit_code_heads';

/** The divisions that the credit codes name: few, however many codes there are. Leaves the heads of the codes in their table. */
async function divisionsIn(checked: Checked): Promise<string[]> {
  const { connection } = checked;
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${HEADS} AS ${headsSql(checked)}`);
  const rows = await rowsOf(connection, `SELECT DISTINCT ${divisionSql('"credit_code"')} FROM ${HEADS}`);
  return rows.map(([division]) => String(division));
}
