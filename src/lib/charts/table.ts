import type { Lang } from '../field/text.ts';
import { formatDate, formatNumber, formatSigned } from '../format.ts';
import { definitionTitle } from '../query/definition-title.ts';
import { sourceTitle, type Cell, type Column, type Result } from '../query/result.ts';
import { saidValue } from './annotate.ts';
import { barsOf } from './bars.ts';
import { binTable } from './histogram.ts';
import { labelOf } from './labels.ts';
import type { Origin } from './behind.ts';
import { periodText } from './incomplete.ts';
import { partsOf } from './parts.ts';
import { comparedTable, panelTable } from './place-tables.ts';
import { resultName, rowLike, rowsOfAll, unitOf, valueColumn } from './rows.ts';
import type { Answer } from './spec.ts';
import { word } from './words.ts';

export interface Table {
  columns: { title: string; numeric: boolean }[];
  rows: string[][];
  /** Where each cell's value comes from, null for what is no value. */
  origins?: (Origin | null)[][];
}

const LEFT_OUT = new Set(['numerator', 'denominator', 'denominatorOn', 'precision']);

/**
 * A chart's numbers as a page's table: periods and names in the language, further indicators as columns on the
 * same rows, numerator and denominator where a rate has them, published figures as further rows.
 */
export function tableOf(asked: Answer, lang: Lang): Table {
  const answer = partsOf(asked);
  const [first, ...others] = answer.results;
  if (!first) return { columns: [], rows: [] };
  const { type } = answer.spec;
  if (type === 'survival') return survivalTable(answer, lang);
  if (type === 'histogram') return binTable(answer, lang);
  if (type === 'small-multiples' || type === 'heat') return panelTable(answer, lang);
  if (answer.comparison && (type === 'bar' || type === 'tile-grid')) return comparedTable(answer, lang);
  const isOne = others.length === 0;
  const kept = first.columns.filter((c) => !LEFT_OUT.has(c.name) || (isOne && isRatePart(c, first)));
  const value = valueColumn(first);
  const columns = [
    ...kept.map((c) => ({
      title:
        c === value && answer.comparison && !isOne ? resultName(answer, 0, lang) : titleOf(c, first, lang),
      numeric: c.type === 'number'
    })),
    ...others.map((_, i) => ({ title: otherTitle(answer, i + 1, lang), numeric: true }))
  ];
  const ordered = sorted(answer, first, lang);
  const origins = ordered.map((row) => [
    ...kept.map((c): Origin | null => (c === value ? { at: 0, row } : null)),
    ...others.map((other, i): Origin | null => originIn(other, i + 1, row, first))
  ]);
  const rows = ordered.map((row) => [
    ...kept.map((c) => {
      const cell = row[first.columns.indexOf(c)] ?? null;
      if (c.type === 'period' && typeof cell === 'string') return periodText(answer, cell, lang);
      return cellText(cell, c, first, row, lang);
    }),
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
  if (published.length === 0) return { columns, rows, origins };
  const note = { title: word('source', lang).replace(/[：:]\s*$/, ''), numeric: false };
  const notes = answer.published.map((p) => `${p.source.title} · ${p.definition.title[lang]}`);
  const [source] = first.sources;
  const own = source ? sourceTitle(source, lang) : '';
  return {
    columns: [...columns, note],
    rows: [...rows.map((r) => [...r, own]), ...published.map((r, i) => [...r, notes[i] ?? ''])],
    origins
  };
}

/** Every curve's years one under another: survival, interval, number at risk and of how many. */
function survivalTable(answer: Answer, lang: Lang): Table {
  const several = answer.results.length > 1;
  const columnsOf = (result: Result) =>
    result.columns.filter((c) => c.name !== 'numerator' && c.type !== 'period');
  const [first] = answer.results;
  const title = lang === 'zh' ? '曲线' : 'Curve';
  return {
    columns: [
      ...(several ? [{ title, numeric: false }] : []),
      ...(first ? columnsOf(first).map((c) => ({ title: titleOf(c, first, lang), numeric: true })) : [])
    ],
    rows: answer.results.flatMap((result, at) =>
      result.rows.map((row) => [
        ...(several ? [resultName(answer, at, lang)] : []),
        ...columnsOf(result).map((c) =>
          cellText(row[result.columns.indexOf(c)] ?? null, c, result, row, lang)
        )
      ])
    )
  };
}

function otherTitle(answer: Answer, at: number, lang: Lang): string {
  const result = answer.results[at];
  if (answer.comparison || !result) return resultName(answer, at, lang);
  return valueColumn(result)?.title[lang] ?? '';
}

/** Ranked charts list their rows as they are drawn, from most to least. */
function sorted(answer: Answer, result: Result, lang: Lang): Cell[][] {
  const { type } = answer.spec;
  if ((type !== 'bar' && type !== 'tile-grid') || result.columns[0]?.type === 'period')
    return rowsOfAll(answer);
  const order = barsOf(answer, { lang }).map((b) => b.key);
  return [...result.rows].sort((a, b) => order.indexOf(String(a[0])) - order.indexOf(String(b[0])));
}

function isRatePart(column: Column, result: Result): boolean {
  const unit = unitOf(result);
  return (
    (unit === 'ratio' || unit === '指数') && (column.name === 'numerator' || column.name === 'denominator')
  );
}

function titleOf(column: Column, result: Result, lang: Lang): string {
  if (column !== valueColumn(result)) return column.title[lang];
  const isPlain = column.unit === 'ratio' || column.unit === '%' || column.unit === '指数';
  const unit = isPlain || !column.unit ? '' : column.unit;
  return unit === '' || lang === 'en' ? column.title[lang] : `${column.title.zh}（${unit}）`;
}

function cellText(cell: Cell, column: Column, result: Result, row: readonly Cell[], lang: Lang): string {
  if (column.type === 'date' && typeof cell === 'string') return formatDate(cell, lang);
  if (column.name === 'definition')
    return definitionTitle([result], String(cell), lang) ?? String(cell ?? '');
  if (column.type !== 'number') return labelOf(column.name, cell, lang);
  const number = typeof cell === 'number' ? cell : null;
  const precision = row[result.columns.findIndex((c) => c.name === 'precision')];
  const imprecise =
    precision === 'about' || precision === 'nearly' || precision === 'over' ? precision : 'exact';
  if (/Year$/.test(column.name) && number !== null) return String(number);
  if (number === null || column !== valueColumn(result)) return formatNumber(number, column.unit, lang);
  return saidValue({ value: number, precision: imprecise, unit: column.unit }, lang);
}

/** The value of a further indicator on the row with the same period and breakdown. */
function otherCell(other: Result, row: readonly Cell[], first: Result, lang: Lang): string {
  const found = rowLike(other, row, first);
  const column = valueColumn(other);
  const cell = column && found ? found[other.columns.indexOf(column)] : null;
  const value = typeof cell === 'number' ? cell : null;
  return other.indicator === 'net'
    ? formatSigned(value, column?.unit, lang)
    : formatNumber(value, column?.unit, lang);
}

function originIn(other: Result, at: number, row: readonly Cell[], first: Result): Origin | null {
  const found = rowLike(other, row, first);
  return found ? { at, row: found } : null;
}
