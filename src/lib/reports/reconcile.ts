import type { Range } from '../field/precision.ts';
import type { Text } from '../field/text.ts';
import { yearsBefore } from '../field/period.ts';
import type { Article, Figure } from './article.ts';
import { overlap, rangeOfFigure, TOLERANCES, type Tolerances } from './range.ts';

/** 勾稽: whether figures of one text fit each other. Shown beside the text, never corrected. */
export interface Reconciliation {
  kind: 'parts' | 'growth' | 'net' | 'filing';
  fits: boolean;
  figures: string[];
  message: Text;
}

/**
 * Parts against their total, printed growth and net change against printed levels, the filing rate against its counts, as
 * far as one text gives them of one place, day and definition. Imprecise figures fit while their ranges meet.
 */
export function reconcile(
  { figures }: Pick<Article, 'figures'>,
  tolerances: Tolerances = TOLERANCES
): Reconciliation[] {
  const all = once(figures);
  const rangeOf = (figure: Figure) => rangeOfFigure(figure, tolerances);
  const of = (indicator: string) => all.filter((figure) => figure.indicator === indicator);
  const stocks = of('stock');
  return [
    ...stocks.filter(({ type }) => !type).flatMap((total) => typesOf(total, stocks, rangeOf)),
    ...bandsOf(of('missed_filings'), rangeOf),
    ...of('growth').flatMap((growth) => growthOf(growth, stocks, rangeOf)),
    ...of('net').flatMap((net) => netOf(net, all, rangeOf)),
    ...filingsOf(all, rangeOf)
  ];
}

type RangeOf = (figure: Figure) => Range;

/** Every figure once, however often the text says it. */
function once(figures: readonly Figure[]): Figure[] {
  const said = ({
    indicator,
    part,
    type,
    region,
    definition,
    asOf,
    value,
    valueTo,
    precision,
    unit
  }: Figure) =>
    JSON.stringify([indicator, part, type, region, definition, asOf, value, valueTo, precision, unit]);
  const heard = new Set<string>();
  return figures.filter((figure) => heard.size < heard.add(said(figure)).size);
}

const TYPES = ['association', 'service', 'foundation'];

/** Associations, services and foundations make the total; fewer of them may not exceed it. */
function typesOf(total: Figure, stocks: readonly Figure[], rangeOf: RangeOf): Reconciliation[] {
  const parts = stocks.filter(
    (part) => TYPES.includes(part.type ?? '') && isSameKey(part, total) && part.asOf === total.asOf
  );
  return partsOf(total, parts, ({ type }) => type ?? '', TYPES.length, rangeOf);
}

/** Those that missed one, two, and three or more years make all that missed. */
function bandsOf(missed: readonly Figure[], rangeOf: RangeOf): Reconciliation[] {
  return missed
    .filter(({ part }) => !part)
    .flatMap((total) => {
      const parts = missed.filter((part) => part.part && isSameState(part, total));
      return partsOf(total, parts, ({ part }) => part ?? '', 3, rangeOf);
    });
}

function partsOf(
  total: Figure,
  parts: readonly Figure[],
  kindOf: (part: Figure) => string,
  kinds: number,
  rangeOf: RangeOf
): Reconciliation[] {
  // Two values of one part: which of them is meant is not known.
  if (parts.length === 0 || new Set(parts.map(kindOf)).size !== parts.length) return [];
  const added = sum(parts.map(rangeOf));
  const whole = rangeOf(total);
  const isWhole = parts.length === kinds;
  const fits = isWhole ? overlap(added, whole) : added.low <= whole.high;
  if (fits && !isWhole) return [];
  const number = parts.reduce((all, { value }) => all + value, 0);
  const [zh, en] = [
    `${parts.map(({ text }) => text).join(' + ')} = ${number}，总数 ${total.text}`,
    `${parts.map(({ value }) => value).join(' + ')} = ${number}, total ${total.value}`
  ];
  return [
    {
      kind: 'parts',
      fits,
      figures: [total, ...parts].map(({ id }) => id),
      message: !isWhole
        ? { zh: `部分已超过总数：${zh}。`, en: `Some parts exceed the total: ${en}.` }
        : fits
          ? { zh: `各部分相加与总数相符：${zh}。`, en: `The parts add up: ${en}.` }
          : { zh: `各部分相加与总数不合：${zh}。`, en: `The parts do not add up: ${en}.` }
    }
  ];
}

function growthOf(growth: Figure, stocks: readonly Figure[], rangeOf: RangeOf): Reconciliation[] {
  const levels = levelsOf(growth, stocks);
  if (growth.unit !== '%' || !levels || levels.before.value <= 0) return [];
  const { now, before } = levels;
  const share = quotient(rangeOf(now), rangeOf(before));
  const fits = overlap(scaled(share, 100, -100), rangeOf(growth));
  const rate = percent(now.value / before.value - 1);
  const said = growth.isFalling ? -Math.abs(growth.value) : growth.value;
  return [
    told('growth', fits, [growth, now, before], {
      zh: `增长率与两个数${fits ? '相符' : '不合'}：${before.text} → ${now.text}，重算为 ${rate}，文中为 ${said}%。`,
      en: `The rate ${fits ? 'fits' : 'does not fit'} the levels: ${before.value} → ${now.value} is ${rate}, the text says ${said}%.`
    })
  ];
}

/** A net change is this year's level less the last one's, and what was registered less what ended. */
function netOf(net: Figure, all: readonly Figure[], rangeOf: RangeOf): Reconciliation[] {
  const levels = levelsOf(
    net,
    all.filter(({ indicator }) => indicator === 'stock')
  );
  const flow = (indicator: string) =>
    all.find((figure) => figure.indicator === indicator && isSameState(figure, net));
  const [entries, exits] = [flow('entries'), flow('exits')];
  const found: Reconciliation[] = [];
  if (levels) {
    const { now, before } = levels;
    const fits = overlap(difference(rangeOf(now), rangeOf(before)), rangeOf(net));
    found.push(
      told('net', fits, [net, now, before], {
        zh: `净增数与两个数${fits ? '相符' : '不合'}：${before.text} → ${now.text}，相差 ${now.value - before.value}，文中为 ${net.text}。`,
        en: `The net change ${fits ? 'fits' : 'does not fit'} the levels: ${before.value} → ${now.value} is ${now.value - before.value}, the text says ${net.value}.`
      })
    );
  }
  if (entries && exits) {
    const fits = overlap(difference(rangeOf(entries), rangeOf(exits)), rangeOf(net));
    const number = entries.value - exits.value;
    found.push(
      told('net', fits, [net, entries, exits], {
        zh: `新成立减注销与净增数${fits ? '相符' : '不合'}：${entries.text} − ${exits.text} = ${number}，文中为 ${net.text}。`,
        en: `Registered less ended ${fits ? 'fits' : 'does not fit'} the net change: ${entries.value} − ${exits.value} = ${number}, the text says ${net.value}.`
      })
    );
  }
  return found;
}

/** Filed over due is the printed rate; due less filed are those that missed it. */
function filingsOf(all: readonly Figure[], rangeOf: RangeOf): Reconciliation[] {
  const dues = all.filter(({ indicator, part }) => indicator === 'filing_rate' && part === 'denominator');
  return dues.flatMap((due) => {
    const like = (indicator: string, part?: string) =>
      all.find(
        (figure) =>
          figure.indicator === indicator && (figure.part ?? undefined) === part && isSameState(figure, due)
      );
    const filed = like('filing_rate', 'numerator');
    const [rate, missed] = [like('filing_rate'), like('missed_filings')];
    if (!filed || due.value <= 0) return [];
    const found: Reconciliation[] = [];
    if (rate?.unit === '%') {
      const fits = overlap(scaled(quotient(rangeOf(filed), rangeOf(due)), 100), rangeOf(rate));
      const computed = percent(filed.value / due.value);
      found.push(
        told('filing', fits, [rate, filed, due], {
          zh: `参报率与两个数${fits ? '相符' : '不合'}：${filed.text} ÷ ${due.text} = ${computed}，文中为 ${rate.text}。`,
          en: `The filing rate ${fits ? 'fits' : 'does not fit'} its counts: ${filed.value} ÷ ${due.value} = ${computed}, the text says ${rate.value}%.`
        })
      );
    }
    if (missed) {
      const fits = overlap(difference(rangeOf(due), rangeOf(filed)), rangeOf(missed));
      const number = due.value - filed.value;
      found.push(
        told('filing', fits, [missed, due, filed], {
          zh: `应报减已报与未报数${fits ? '相符' : '不合'}：${due.text} − ${filed.text} = ${number}，文中为 ${missed.text}。`,
          en: `Due less filed ${fits ? 'fits' : 'does not fit'} those missing: ${due.value} − ${filed.value} = ${number}, the text says ${missed.value}.`
        })
      );
    }
    return found;
  });
}

function told(kind: Reconciliation['kind'], fits: boolean, figures: Figure[], message: Text): Reconciliation {
  return { kind, fits, figures: figures.map(({ id }) => id), message };
}

/** The level on a change's day and the one a year before, of the same place, type and definition. */
function levelsOf(change: Figure, stocks: readonly Figure[]): { now: Figure; before: Figure } | undefined {
  const now = stocks.find((stock) => isSameState(stock, change));
  const day = yearsBefore(change.asOf, 1);
  const before = stocks.find(
    (stock) => stock.asOf === day && isSameState({ ...stock, asOf: change.asOf }, change)
  );
  return now && before ? { now, before } : undefined;
}

/** Place and definition are the same. */
function isSameKey(a: Figure, b: Figure): boolean {
  return a.region === b.region && a.definition === b.definition;
}

function isSameState(a: Figure, b: Figure): boolean {
  return isSameKey(a, b) && a.asOf === b.asOf && (a.type ?? null) === (b.type ?? null);
}

const closed = (low: number, high: number): Range => ({ low, high, includesLow: true, includesHigh: true });

function sum(ranges: readonly Range[]): Range {
  return closed(
    ranges.reduce((low, range) => low + range.low, 0),
    ranges.reduce((high, range) => high + range.high, 0)
  );
}

function difference(a: Range, b: Range): Range {
  return closed(a.low - b.high, a.high - b.low);
}

function quotient(a: Range, b: Range): Range {
  return closed(a.low / b.high, b.low > 0 ? a.high / b.low : Infinity);
}

function scaled({ low, high }: Range, by: number, plus = 0): Range {
  return closed(low * by + plus, high * by + plus);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
