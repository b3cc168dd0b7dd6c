import { nearest } from '../../field/nearest.ts';
import { findSchema, type CellKind } from '../../field/schema.ts';
import { END_WORDS, STATUS_WORDS } from '../../field/status.ts';
import { foldWidth } from '../../field/width.ts';
import { has, type Rule } from './rule.ts';
import type { StoredColumn } from '../versions/file.ts';
import { quotedIdentifier, quotedString } from '../warehouse.ts';

const EARLIEST = '1890-01-01';
const LATEST = '2100-12-31';

/** Pairs of dates of which the first may not lie after the second. */
const ORDERS: readonly [earlier: string, later: string][] = [
  ['registered_on', 'ended_on'],
  ['registered_on', 'grade_on'],
  ['from_on', 'to_on']
];
const ENDED = `'已注销', '已撤销', '已吊销'`;

/** Values outside what is plausible; `today` is the day (YYYY-MM-DD) after which nothing can have happened. */
export function rangeRules(dataset: string, columns: readonly StoredColumn[], today: string): Rule[] {
  const schema = findSchema(dataset)?.columns ?? [];
  return columns.flatMap(({ name, type }) => {
    const { min, max } = schema.find((column) => column.name === name) ?? {};
    const cell = quotedIdentifier(name);
    if (type === 'date') {
      const last = max === 'today' ? today : LATEST;
      return [
        outside(
          name,
          `${cell} < ${dateSql(String(min ?? EARLIEST))}`,
          `早于${min ?? EARLIEST}`,
          `is before ${min ?? EARLIEST}`
        ),
        outside(name, `${cell} > ${dateSql(last)}`, `晚于${last}`, `is after ${last}`)
      ];
    }
    if (type !== 'integer' && type !== 'decimal') return [];
    const most = max === 'today' ? today.slice(0, 4) : max;
    return [
      ...(min === undefined ? [] : [outside(name, `${cell} < ${min}`, `小于${min}`, `is under ${min}`)]),
      ...(most === undefined ? [] : [outside(name, `${cell} > ${most}`, `大于${most}`, `is over ${most}`)])
    ];
  });
}

function outside(column: string, where: string, zh: string, en: string): Rule {
  return {
    column,
    code: 'out-of-range',
    where,
    reason: () => ({ zh: `${zh}，超出合理范围`, en: `${en}, which is not plausible` })
  };
}

function dateSql(date: string): string {
  return `DATE ${quotedString(date)}`;
}

/** Kinds of which reading leaves unknown words as they stand, with every word that it knows. */
const KEPT_WORDS: Partial<Record<CellKind, readonly string[]>> = {
  status: STATUS_WORDS,
  'end-reason': END_WORDS
};

/** Words that are none of those a column knows, with the nearest of them: they are kept, and counted under no known value. */
export function knownRules(dataset: string, columns: ReadonlySet<string>): Rule[] {
  const known = (findSchema(dataset)?.columns ?? []).filter(({ name }) => columns.has(name));
  return known.flatMap(({ name, title, kind, values = [] }): Rule[] => {
    const words = kind === undefined ? values : KEPT_WORDS[kind];
    if (values.length === 0 || !words) return [];
    const text = `CAST(${quotedIdentifier(name)} AS VARCHAR)`;
    return [
      {
        column: name,
        code: 'unknown-type',
        where: `${text} NOT IN (${values.map(quotedString).join(', ')})`,
        detail: text,
        reason: (word) => {
          const [near] = nearest(foldWidth(word), words, 1);
          return {
            zh: `不是已知的${title.zh}${near ? `，最接近的是“${near}”` : `（${values.join('、')}）`}`,
            en: `is no “${title.en}” that is known${near ? `; the nearest is “${near}”` : ` (${values.join(', ')})`}`
          };
        }
      }
    ];
  });
}

/** Dates out of order, and bodies that ended on no day. */
export function orderRules(dataset: string, columns: ReadonlySet<string>): Rule[] {
  const titles = new Map(findSchema(dataset)?.columns.map(({ name, title }) => [name, title]));
  const rules = ORDERS.filter(([earlier, later]) => has(columns, earlier, later)).map(
    ([earlier, later]): Rule => {
      const title = titles.get(earlier) ?? { zh: earlier, en: earlier };
      return {
        column: later,
        code: 'out-of-range',
        where: `${quotedIdentifier(later)} < ${quotedIdentifier(earlier)}`,
        detail: quotedIdentifier(earlier),
        reason: (date) => ({ zh: `早于${title.zh} ${date}`, en: `is before its “${title.en}”, ${date}` })
      };
    }
  );
  if (has(columns, 'status', 'ended_on')) {
    rules.push({
      column: 'ended_on',
      code: 'missing-required',
      where: `"ended_on" IS NULL AND CAST("status" AS VARCHAR) IN (${ENDED})`,
      detail: '"status"',
      reason: (status) => ({
        zh: `是空的，而状态是${status}：没有日期，它会一直算作存续`,
        en: `is empty while the status is ${status}: without a day it counts as living for ever`
      })
    });
  }
  return rules;
}

/** Published figures: a count below zero, types that do not add up to their total, last year + new − ended ≠ this year. */
export function figureRules(columns: ReadonlySet<string>): Rule[] {
  if (!has(columns, 'region_code', 'indicator', 'as_of', 'value')) return [];
  const unit = columns.has('unit') ? ` AND CAST("unit" AS VARCHAR) IN ('家', '个', '人', '户')` : '';
  return [
    {
      column: 'value',
      code: 'out-of-range',
      where: `"value" < 0${unit === '' ? ' AND false' : unit}`,
      reason: () => ({ zh: '小于0，而它是个数', en: 'is below 0 and yet a count' })
    }
  ];
}
