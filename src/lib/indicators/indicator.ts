import type { Text } from '../field/text.ts';
import type { Unit } from '../query/result.ts';

/** 多不多 快不快 稳不稳 好不好. */
export const QUESTIONS = ['many', 'fast', 'stable', 'good'] as const;
export type Question = (typeof QUESTIONS)[number];

export const QUESTION_TITLES: Record<Question, { title: Text; subtitle: Text }> = {
  many: { title: { zh: '多不多', en: 'How many' }, subtitle: { zh: '有多少', en: 'the stock' } },
  fast: { title: { zh: '快不快', en: 'How fast' }, subtitle: { zh: '增长怎样', en: 'the growth' } },
  stable: { title: { zh: '稳不稳', en: 'How stable' }, subtitle: { zh: '站得住吗', en: 'do they last' } },
  good: { title: { zh: '好不好', en: 'How good' }, subtitle: { zh: '做得怎样', en: 'how they do' } }
};

/**
 * How a value comes from its numerator and denominator. The SQL of `numerator` and `denominator` is an aggregate
 * over `fact` (one row per kind of organization, with its number `n`) at one `point` in time (columns `start_on`,
 * `end_on` and `before_on`, the day a year before the end).
 */
export interface Formula {
  numerator: string;
  /** An aggregate, the total of all groups of a period, or a published figure of the same place. */
  denominator?: string | 'total' | PublishedDenominator;
  /** `ratio` is numerator / denominator, `change` that less one, `count` the numerator alone. */
  value: 'count' | 'ratio' | 'change';
  /** The ratio is printed per so many (100,000 residents); 1 when absent. */
  per?: number;
}

export interface PublishedDenominator {
  indicator: string;
  definitions: readonly string[];
  /** Over this many years apart nothing is said; without it the nearest published date serves. */
  withinYears?: number;
}

/** 指标: a named measure, declared once; overview, explore, reports and slides all read it. */
export interface Indicator {
  id: string;
  question: Question;
  title: Text;
  unit: Unit;
  definition: Text;
  numerator: Text;
  denominator: Text | null;
  /** The columns it needs, per dataset. */
  needs: Record<string, readonly string[]>;
  formula: Formula;
  /** A flow is counted over a period; anything else is taken at its end. */
  isFlow: boolean;
  /** The breakdown when none is asked for. */
  by?: string;
}

/** Rates on fewer organizations than this are not given: counts only. */
export const MIN_DENOMINATOR = 10;

/** SQL that counts the organizations for which `condition` holds. */
export function count(condition: string): string {
  return `coalesce(sum(fact.n) FILTER (WHERE ${condition}), 0)`;
}

/** SQL condition: alive on that day (domain.md: registered on or before it, not ended on or before it). */
export function alive(on: string): string {
  return `fact.registered_on <= ${on} AND (fact.ended_on IS NULL OR fact.ended_on > ${on})`;
}

/** SQL condition: the event lies in the period. */
export function during(event: 'registered_on' | 'ended_on'): string {
  return `fact.${event} BETWEEN point.start_on AND point.end_on`;
}
