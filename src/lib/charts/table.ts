import type { Lang } from '../field/text.ts';
import { formatDate, formatNumber, formatPeriod, formatSigned } from '../format.ts';
import type { Cell, Column, Result } from '../query/result.ts';
import { saidValue } from './annotate.ts';
import { barsOf } from './bar.ts';
import { labelOf } from './labels.ts';
import { unitOf, valueColumn } from './rows.ts';
import type { Answer } from './spec.ts';
import { findDefinition } from '../indicators/definitions.ts';
import { word } from './words.ts';

export interface Table {
  columns: { title: string; numeric: boolean }[];
  rows: string[][];
}

const LEFT_OUT = new Set(['numerator', 'denominator', 'denominatorOn', 'precision']);

/**
 * A chart's numbers as a page's table: periods and names in the language, further indicators as columns on the
 * same rows, numerator and denominator where a rate has them, published figures as further rows.
 */
export function tableOf(answer: Answer, lang: Lang): Table {
  const [first, ...others] = answer.results;
  if (!first) return { columns: [], rows: [] };
  const kept = first.columns.filter((c) => !LEFT_OUT.has(c.name) || isRatePart(c, first));
  const value = valueColumn(first);
  const columns = [
    ...kept.map((c) => ({ title: titleOf(c, first, lang), numeric: c.type === 'number' })),
    ...others.map((r) => ({ title: valueColumn(r)?.title[lang] ?? '', numeric: true }))
  ];
  const rows = sorted(answer, first, lang).map((row) => [
    ...kept.map((c) => cellText(row[first.columns.indexOf(c)] ?? null, c, first, row, lang)),
    ...others.map((r) => otherCell(r, row, first, lang))
  ]);
  const published = answer.published.map((p) => [
    ...kept.map((c, i) => {
      if (c === value) return saidValue(p, lang);
      if (c.type === 'period') return formatDate(p.asOf, lang);
      return i === 0 ? word('published', lang) : '';
    }),
    ...others.map(() => '')
  ]);
  if (published.length === 0) return { columns, rows };
  const note = { title: word('source', lang).replace(/[：:]\s*$/, ''), numeric: false };
  const notes = answer.published.map((p) => `${p.source.title} · ${p.definition.title[lang]}`);
  const own = answer.results[0]?.sources[0]?.title ?? '';
  return {
    columns: [...columns, note],
    rows: [...rows.map((r) => [...r, own]), ...published.map((r, i) => [...r, notes[i] ?? ''])]
  };
}

/** Ranked charts list their rows as they are drawn, from most to least. */
function sorted(answer: Answer, result: Result, lang: Lang): Cell[][] {
  const { type } = answer.spec;
  if ((type !== 'bar' && type !== 'tile-grid') || result.columns[0]?.type === 'period') return result.rows;
  const order = barsOf(answer, { lang }).map((b) => b.key);
  return [...result.rows].sort((a, b) => order.indexOf(String(a[0])) - order.indexOf(String(b[0])));
}

function isRatePart(column: Column, result: Result): boolean {
  return unitOf(result) === 'ratio' && (column.name === 'numerator' || column.name === 'denominator');
}

function titleOf(column: Column, result: Result, lang: Lang): string {
  if (column !== valueColumn(result)) return column.title[lang];
  const unit = column.unit === 'ratio' || column.unit === '%' || !column.unit ? '' : column.unit;
  return unit === '' || lang === 'en' ? column.title[lang] : `${column.title.zh}（${unit}）`;
}

function cellText(cell: Cell, column: Column, result: Result, row: readonly Cell[], lang: Lang): string {
  if (column.type === 'period' && typeof cell === 'string') return formatPeriod(cell, lang);
  if (column.type === 'date' && typeof cell === 'string') return formatDate(cell, lang);
  if (column.name === 'definition') return findDefinition(String(cell))?.title[lang] ?? String(cell ?? '');
  if (column.type !== 'number') return labelOf(column.name, cell, lang);
  const number = typeof cell === 'number' ? cell : null;
  const precision = row[result.columns.findIndex((c) => c.name === 'precision')];
  const imprecise =
    precision === 'about' || precision === 'nearly' || precision === 'over' ? precision : 'exact';
  if (number === null || column !== valueColumn(result)) return formatNumber(number, column.unit, lang);
  return saidValue({ value: number, precision: imprecise, unit: column.unit }, lang);
}

/** The value of a further indicator on the row with the same period and breakdown. */
function otherCell(other: Result, row: readonly Cell[], first: Result, lang: Lang): string {
  const keys = first.columns.flatMap((c, i) => (c.type === 'number' || c.type === 'date' ? [] : [i]));
  const found = other.rows.find((r) => keys.every((i) => r[i] === row[i]));
  const column = valueColumn(other);
  const cell = column && found ? found[other.columns.indexOf(column)] : null;
  const value = typeof cell === 'number' ? cell : null;
  return other.indicator === 'net'
    ? formatSigned(value, column?.unit, lang)
    : formatNumber(value, column?.unit, lang);
}
