import { isWithin, rangeOf, type Precision } from '../field/precision.ts';
import type { Text } from '../field/text.ts';
import type { Verdict } from '../field/verdict.ts';
import type { Figure } from './article.ts';
import { formatRange, overlap, rangeOfFigure, TOLERANCES, type Tolerances } from './range.ts';
import { essenceOf } from './similarity.ts';

/** A value that a figure can be held against: the registry's answer, or a published figure of another source. */
export interface Evidence {
  dataset: string;
  version: number;
  indicator: string;
  value: number;
  /** How exact the evidence itself is; absent when it was counted. */
  precision?: Precision;
  asOf: string;
  definition: string;
  /** What the evidence is called in a reason. */
  title: Text;
  sourceUrl: string | null;
  synthetic: boolean;
}

/** 核对: a figure held against the data; `synthetic` checks are shown grey and never counted. */
export interface Check {
  verdict: Verdict;
  value: number | null;
  dataset: string | null;
  version: number | null;
  indicator: string | null;
  synthetic: boolean;
  reason: Text;
  /** The same figure against what was known when the report came out, where that was another version. */
  then?: Pick<Check, 'verdict' | 'value' | 'version' | 'reason'>;
}

/** What a figure is never held against: rows whose source is one of these addresses, or names one of these headlines. */
export interface Own {
  urls: readonly string[];
  headlines: readonly string[];
}

/** What the check of a figure goes by, besides the figure and the evidence. */
export interface Terms {
  /** The definition meant when the report states none: the dataset's own. */
  definition?: string | null;
  tolerances?: Tolerances;
}

const LEAST_HEADLINE = 8;

/** Whether a row of the data comes from the report itself or a reprint of it. */
function isOwn({ sourceUrl, title }: Evidence, own: Own): boolean {
  if (sourceUrl !== null && own.urls.includes(sourceUrl)) return true;
  const source = essenceOf(title.zh);
  return own.headlines
    .map(essenceOf)
    .some((headline) => headline.length >= LEAST_HEADLINE && source.includes(headline));
}

/**
 * Holds a figure against the evidence there is. Evidence whose source is the report itself (`own`) never
 * counts. A figure whose report states no definition is held against the registry's own.
 */
export function checkFigure(
  figure: Figure,
  evidence: readonly Evidence[],
  own: Own,
  { definition = null, tolerances = TOLERANCES }: Terms = {}
): Check {
  const independent = evidence.filter((item) => item.dataset === 'organizations' || !isOwn(item, own));
  const meant = figure.definition ?? definition;
  const sameDefinition = independent.filter((item) => meant === null || item.definition === meant);
  const match = sameDefinition.find((item) => item.asOf === figure.asOf);
  if (match) return compare(figure, match, tolerances);
  const other = sameDefinition[0];
  if (other) {
    return verdict('other-date', other, {
      zh: `同一口径只有截至 ${other.asOf} 的数，报道说的是 ${figure.asOf}，不作比较。`,
      en: `The same definition is known as of ${other.asOf} only; the report speaks of ${figure.asOf}.`
    });
  }
  const clashing = independent.find((item) => item.asOf === figure.asOf);
  if (clashing) {
    return verdict('other-definition', clashing, {
      zh: `同一日期的数（${clashing.title.zh}）口径不同，不作比较。`,
      en: `The figure of the same date (${clashing.title.en}) has another definition; they are not compared.`
    });
  }
  return {
    verdict: 'no-data',
    value: null,
    dataset: null,
    version: null,
    indicator: figure.indicator,
    synthetic: false,
    reason: {
      zh: '除这篇报道自身以外，没有可以核对的数据。',
      en: 'There is nothing to hold it against but this report itself.'
    }
  };
}

function compare(figure: Figure, evidence: Evidence, tolerances: Tolerances): Check {
  const range = rangeOfFigure(figure, tolerances);
  const isCounted = (evidence.precision ?? 'exact') === 'exact';
  const isEqual =
    isCounted && evidence.value === range.low && range.low === range.high && figure.precision === 'exact';
  // What was published imprecisely is a range itself: two of them agree when they share a value.
  const fits = isCounted
    ? isWithin(evidence.value, range)
    : overlap(rangeOf(evidence.value, evidence.precision ?? 'exact'), range);
  const name: Verdict = isEqual ? 'equal' : fits ? 'agrees' : 'differs';
  const said = figure.isBound ? BOUNDS : RULES;
  const unit = figure.unit === '%' ? '%' : '';
  const rule = said[figure.precision](number(figure.value) + unit, formatRange(range));
  const value = number(evidence.value) + unit;
  const source = {
    zh: `${evidence.title.zh}第 ${evidence.version} 版`,
    en: `${evidence.title.en}, version ${evidence.version}`
  };
  const reason: Text = isEqual
    ? { zh: `${source.zh}：${value}，与报道相等。`, en: `${source.en}: ${value}, the same.` }
    : name === 'agrees'
      ? {
          zh: `${source.zh}：${value}，在范围内。${rule.zh}`,
          en: `${source.en}: ${value}, within the range. ${rule.en}`
        }
      : {
          zh: `${source.zh}：${value}，在范围外。${rule.zh}`,
          en: `${source.en}: ${value}, outside the range. ${rule.en}`
        };
  return verdict(name, evidence, reason);
}

function verdict(name: Verdict, evidence: Evidence, reason: Text): Check {
  const { value, dataset, version, indicator, synthetic } = evidence;
  const demonstration = synthetic ? DEMONSTRATIONS[name] : undefined;
  const said = demonstration
    ? { zh: `${demonstration.zh}${reason.zh}`, en: `${demonstration.en} ${reason.en}` }
    : reason;
  return { verdict: name, value, dataset, version, indicator, synthetic, reason: said };
}

/** Synthetic data was made to the figures it agrees with, not to others; what is not compared says nothing of it. */
const MADE: Text = {
  zh: '演示：模拟数据按此数生成。',
  en: 'Demonstration: the synthetic data was made to this figure.'
};
const DEMONSTRATIONS: Partial<Record<Verdict, Text>> = {
  equal: MADE,
  agrees: MADE,
  differs: { zh: '演示：对照的是模拟数据。', en: 'Demonstration: it is held against synthetic data.' }
};

const RULES: Record<Precision, (value: string, bounds: string) => Text> = {
  exact: (value) => ({ zh: `报道给出确数 ${value}。`, en: `The report gives ${value} exactly.` }),
  rounded: (value, bounds) => ({
    zh: `${value} 是四舍五入的数，允许 ${bounds}。`,
    en: `${value} is rounded: ${bounds}.`
  }),
  about: (value, bounds) => ({
    zh: `“约 ${value}”允许 ${bounds}。`,
    en: `“about ${value}” allows ${bounds}.`
  }),
  nearly: (value, bounds) => ({
    zh: `“近 ${value}”允许 ${bounds}。`,
    en: `“nearly ${value}” allows ${bounds}.`
  }),
  over: (value, bounds) => ({ zh: `“${value} 余”允许 ${bounds}。`, en: `“over ${value}” allows ${bounds}.` })
};

const BOUNDS: typeof RULES = {
  ...RULES,
  nearly: (value) => ({
    zh: `“不足 ${value}”只说不到这个数。`,
    en: `“fewer than ${value}” claims the bound only.`
  }),
  over: (value) => ({
    zh: `“至少 ${value}”只说不低于这个数。`,
    en: `“at least ${value}” claims the bound only.`
  })
};

function number(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value);
}
