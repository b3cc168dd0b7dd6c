import { z } from 'zod';
import { findDefinition } from '../../indicators/definitions.ts';
import { findIndicator } from '../../indicators/registry.ts';
import { validate } from '../../query/validate.ts';
import { TOLERANCES, type Tolerances } from '../../reports/range.ts';
import { SUBJECTS, type SubjectRow } from '../../reports/subject-table.ts';
import { Refusal } from '../../error.ts';
import * as catalog from '../catalog.ts';

const text = z.string().trim().max(60).nullable().optional();
const subjectSchema = z.strictObject({
  phrase: z.string().trim().min(2).max(60),
  indicator: text,
  definition: text,
  type: z.enum(['association', 'service', 'foundation', 'other']).nullable().optional()
});
const tolerancesSchema = z.strictObject({
  nearly: z.number().min(0.5).lt(1),
  over: z.number().gt(1).max(2),
  about: z.number().gt(0).max(0.5)
});

/** One state of an editable table: who made it, when and why; the highest number counts. */
export interface TableState<Rows> {
  number: number;
  at: string;
  by: string;
  why: string;
  rows: Rows;
}

interface Row {
  number: number;
  at: string;
  by: string;
  why: string;
  rows: string;
}

/** The states of a table, newest first; none while only what ships counts. */
export function history<Rows>(name: 'subjects' | 'tolerances'): TableState<Rows>[] {
  const sql = 'SELECT number, at, by, why, rows FROM report_table WHERE name = ? ORDER BY number DESC';
  return catalog.all<Row>(sql, name).map((row) => ({ ...row, rows: JSON.parse(row.rows) as Rows }));
}

/** The phrases of the analysts here, before those that ship. */
export const ownSubjects: () => SubjectRow[] = catalog.untilWritten(
  () => history<SubjectRow[]>('subjects')[0]?.rows ?? []
);

/** Every phrase that counts: an analyst's row replaces the shipped one of the same phrase. */
export function subjects(): SubjectRow[] {
  const own = ownSubjects();
  const replaced = new Set(own.map(({ phrase }) => phrase));
  return [...own, ...SUBJECTS.filter(({ phrase }) => !replaced.has(phrase))];
}

export const tolerances: () => Tolerances = catalog.untilWritten(
  () => history<Tolerances>('tolerances')[0]?.rows ?? TOLERANCES
);

/** Adds or replaces a phrase; refuses (400) an indicator or a definition that nobody knows. */
export function addSubject(body: unknown, by: string, why: string, now: Date): void {
  const row = validate(subjectSchema, body, 'bad-subject', { zh: '词表的一行', en: 'The row' });
  const indicator = row.indicator || null;
  const definition = row.definition || null;
  requireKnown(indicator, definition);
  const added: SubjectRow = { phrase: row.phrase, indicator, definition, type: row.type ?? null };
  save('subjects', [added, ...ownSubjects().filter(({ phrase }) => phrase !== added.phrase)], by, why, now);
}

export function removeSubject(phrase: string, by: string, why: string, now: Date): void {
  save(
    'subjects',
    ownSubjects().filter((row) => row.phrase !== phrase),
    by,
    why,
    now
  );
}

/** Refuses (400) tolerances that would let anything agree. */
export function setTolerances(body: unknown, by: string, why: string, now: Date): void {
  save(
    'tolerances',
    validate(tolerancesSchema, body, 'bad-tolerances', { zh: '容差', en: 'The tolerances' }),
    by,
    why,
    now
  );
}

/** Refuses (400) an indicator or definition id that is not known; `attendance` and published ones are. */
export function requireKnown(indicator: string | null, definition: string | null): void {
  if (indicator !== null && !findIndicator(indicator) && !PUBLISHED.has(indicator)) {
    throw new Refusal(400, 'unknown-indicator', {
      zh: `没有名为“${indicator}”的指标。请从指标表里选，或留空。`,
      en: `There is no indicator “${indicator}”. Choose one of the list, or leave it empty.`
    });
  }
  if (definition !== null && !findDefinition(definition)) {
    throw new Refusal(400, 'unknown-definition', {
      zh: `没有名为“${definition}”的口径。请从口径表里选，或留空。`,
      en: `There is no definition “${definition}”. Choose one of the list, or leave it empty.`
    });
  }
}

/** Indicators that only published figures have. */
const PUBLISHED = new Set(['attendance', 'residents', 'charities', 'staff', 'per_10k']);

function save(name: 'subjects' | 'tolerances', rows: unknown, by: string, why: string, now: Date): void {
  const number = (history(name)[0]?.number ?? 0) + 1;
  catalog.run(
    'INSERT INTO report_table (name, number, at, by, why, rows) VALUES (?, ?, ?, ?, ?, ?)',
    ...[name, number, now.toISOString(), by, why, JSON.stringify(rows)]
  );
}
