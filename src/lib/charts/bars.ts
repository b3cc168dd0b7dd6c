import type { Lang } from '../field/text.ts';
import { formatNumber, formatSigned } from '../format.ts';
import type { Result } from '../query/result.ts';
import { ownLevelLabel, REGION_COLUMNS } from './labels.ts';
import { isOrdered, orderOf } from './order.ts';
import type { Picked } from './drawing.ts';
import { breakdownOf, resultName, seriesOf, unitOf } from './rows.ts';
import type { Point } from './rows.ts';
import type { Answer } from './spec.ts';

/** A value as it is drawn and written: how long its bar is, its words, and beside them its share or count, or ''. */
export interface Measured {
  value: number | null;
  label: string;
  share: string;
}

/** One bar with its name; of a comparison with the values of the other sides, below it. */
export interface Bar extends Measured {
  key: string;
  name: string;
  pick: Picked;
  others?: Measured[];
}

/**
 * The bars from most to least, those of an ordered breakdown in its order, unknown and unregistered values last;
 * the last period when there are several. A part of a whole is as long as its count, beside another whole as its share.
 */
export function barsOf(answer: Answer, { lang }: { lang: Lang }): Bar[] {
  const [result, ...further] = answer.results;
  if (!result) return [];
  const isCompared = answer.comparison !== undefined && further.length > 0;
  if (isCompared && !breakdownOf(result)) return barsOfSides(answer, lang);
  const bars = measuredOf(result, lang, isCompared);
  if (!isCompared) return [...bars.values()];
  const sides = further.map((one) => measuredOf(one, lang, isCompared));
  const none = { value: null, label: formatNumber(null, undefined, lang), share: '' };
  const only = new Map(
    sides
      .flatMap((side) => [...side].filter(([key]) => !bars.has(key)))
      .map(([key, bar]) => [key, { ...bar, ...none }])
  );
  return [...bars.values(), ...only.values()].map((bar) => ({
    ...bar,
    others: sides.map((side) => side.get(bar.key) ?? none)
  }));
}

/** Places without a breakdown: a bar each, from most to least. */
function barsOfSides(answer: Answer, lang: Lang): Bar[] {
  return answer.results
    .flatMap((result, at): Bar[] => {
      const point = seriesOf(result, lang)[0]?.points.at(-1);
      if (!point) return [];
      const label = formatNumber(point.value, unitOf(result), lang);
      return [
        {
          key: String(at),
          pick: { side: at },
          name: resultName(answer, at, lang),
          value: point.value,
          label,
          share: ''
        }
      ];
    })
    .sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
}

function measuredOf(result: Result, lang: Lang, isCompared: boolean): Map<string, Bar> {
  const all = seriesOf(result, lang).flatMap((s) => {
    const point = s.points.at(-1);
    return point ? [{ s, point }] : [];
  });
  const by = breakdownOf(result)?.name ?? '';
  const keys = all.map(({ s }) => s.key);
  const measure = measureOf(
    result,
    all.map(({ point }) => point),
    lang,
    isCompared
  );
  const bars = all.map(({ s, point }): Bar => ({
    key: s.key,
    pick: by === '' ? {} : { group: s.cell },
    name: REGION_COLUMNS.has(by) && isOwnLevel(s.key, keys) ? ownLevelLabel(s.cell, lang) : s.name,
    ...measure(point)
  }));
  bars.sort(
    (a, b) =>
      Number(a.key === 'null') - Number(b.key === 'null') ||
      (isOrdered(by)
        ? orderOf(by, a.key) - orderOf(by, b.key)
        : (b.value ?? -Infinity) - (a.value ?? -Infinity))
  );
  return new Map(bars.map((bar) => [bar.key, bar]));
}

/** How a point of the result is drawn and written; a part of a change with its sign, its share where they add up. */
function measureOf(
  result: Result,
  points: readonly Point[],
  lang: Lang,
  isCompared: boolean
): (point: Point) => Measured {
  const unit = unitOf(result);
  const values = points.map(({ value }) => value ?? 0);
  const total = values.some((value) => value < 0) ? 0 : values.reduce((sum, value) => sum + value, 0);
  const parts = points.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0);
  const isChange = result.indicator === 'contribution';
  return (point) => {
    if (isCompared && isShareOfWhole(result))
      return {
        value: point.value,
        label: formatNumber(point.value, 'ratio', lang),
        share: formatNumber(point.numerator, '家', lang)
      };
    if (isPart(result.indicator, point)) {
      const isWhole = !isChange || Math.abs(parts - (point.denominator ?? NaN)) < 1e-6;
      return {
        value: point.numerator,
        label: (isChange ? formatSigned : formatNumber)(point.numerator, '家', lang),
        share: isWhole && point.value !== null ? formatNumber(point.value, 'ratio', lang) : ''
      };
    }
    const part = unit === '家' && total > 0 && point.value !== null ? point.value / total : null;
    return {
      value: point.value,
      label: (result.indicator === 'net' ? formatSigned : formatNumber)(point.value, unit, lang),
      share: part === null ? '' : formatNumber(part, 'ratio', lang)
    };
  };
}

/** 440000 beside its cities, or 440100 beside its districts, stands for what the office itself registers. */
export function isOwnLevel(code: string, codes: readonly string[]): boolean {
  const prefix = code.replace(/(0000|00)$/, '');
  return prefix !== code && codes.some((other) => other !== code && other.startsWith(prefix));
}

/** 结构: every value is a share of one whole. */
export function isShareOfWhole({ indicator }: Pick<Result, 'indicator'>): boolean {
  return indicator === 'structure';
}

/** A part of the whole is written as its count, of a change with its sign; its share follows. */
function isPart(indicator: string | null, point: Point): boolean {
  return (isShareOfWhole({ indicator }) || indicator === 'contribution') && point.numerator !== null;
}
