import type { Text } from '../field/text.ts';
import type { Cell, Column, Result } from '../query/result.ts';
import type { Answer } from './spec.ts';

/** A column of a plain table: what SQL gave back. */
export interface TableColumn {
  name: string;
  type: 'number' | 'text' | 'date' | 'boolean' | 'other';
}

const MOST_BARS = 40;
const MOST_POINTS = 2000;
const MOST_SERIES = 6;
const PERIOD = /^\d{4}(-(H[12]|Q[1-4]|\d{2}|\d{2}-\d{2}))?$/;

/**
 * The chart of a plain table: a line when its first column tells time and does not repeat, ranked bars when it names
 * things. Undefined when neither holds, when no number follows, or when there are too many rows to be read.
 */
export function answerOfTable(
  columns: readonly TableColumn[],
  rows: readonly Cell[][],
  options: { title: Text; synthetic: boolean; release: string }
): Answer | undefined {
  const keys = rows.map(([key]) => (key === null || key === undefined ? null : String(key)));
  const isTime =
    keys.length > 1 &&
    keys.every((key) => key !== null && PERIOD.test(key) && Number(key.slice(0, 4)) > 1800);
  const values = columns.flatMap(({ type }, at) => (at > 0 && type === 'number' ? [at] : []));
  const isNamed = columns[0]?.type === 'text' && rows.length <= MOST_BARS;
  const isUnique = new Set(keys).size === keys.length;
  if (rows.length === 0 || values.length === 0 || !isUnique) return undefined;
  if (!(isTime ? rows.length <= MOST_POINTS : isNamed)) return undefined;
  const shown = values.slice(0, isTime ? MOST_SERIES : 1);
  const sorted = isTime ? [...rows].sort((a, b) => String(a[0]).localeCompare(String(b[0]))) : rows;
  const results = shown.map((at) => resultOf(columns, sorted, at, isTime));
  return {
    slug: 'sql',
    spec: { type: isTime ? 'line' : 'bar', query: { dataset: 'sql' }, published: false, reports: false },
    region: { code: '', title: { zh: '', en: '' } },
    asOf: '',
    title: options.title,
    subtitle: { zh: '', en: '' },
    results,
    published: [],
    marks: [],
    ...(results.length > 1
      ? { comparison: shown.map((at) => ({ title: same(columns[at]?.name ?? '') })) }
      : {}),
    synthetic: options.synthetic,
    release: options.release
  };
}

function resultOf(
  columns: readonly TableColumn[],
  rows: readonly Cell[][],
  at: number,
  isTime: boolean
): Result {
  const key = columns[0]?.name ?? '';
  const shown: Column[] = [
    { name: isTime ? 'period' : key, type: isTime ? 'period' : 'text', title: same(key) },
    { name: 'value', type: 'number', title: same(columns[at]?.name ?? '') }
  ];
  const definition = { id: 'sql', title: same('SQL'), text: same('SQL') };
  return {
    dataset: 'sql',
    indicator: null,
    columns: shown,
    rows: rows.map((row) => [isTime ? String(row[0]) : (row[0] ?? null), numberOf(row[at])]),
    version: 0,
    versions: {},
    definition,
    coverage: null,
    sources: [],
    synthetic: false,
    breaks: [],
    notes: []
  };
}

function numberOf(cell: Cell | undefined): Cell {
  const number = typeof cell === 'string' ? Number(cell) : cell;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function same(text: string): Text {
  return { zh: text, en: text };
}
