import type { Text } from '../field/text.ts';
import type { Column, Unit } from '../query/result.ts';

/** 多不多 快不快 稳不稳 好不好. */
export const QUESTIONS = ['many', 'fast', 'stable', 'good'] as const;
export type Question = (typeof QUESTIONS)[number];

export const QUESTION_TITLES: Record<Question, { title: Text; subtitle: Text }> = {
  many: { title: { zh: '多不多', en: 'How many' }, subtitle: { zh: '有多少', en: 'the stock' } },
  fast: { title: { zh: '快不快', en: 'How fast' }, subtitle: { zh: '增长怎样', en: 'the growth' } },
  stable: { title: { zh: '稳不稳', en: 'How stable' }, subtitle: { zh: '站得住吗', en: 'do they last' } },
  good: { title: { zh: '好不好', en: 'How good' }, subtitle: { zh: '做得怎样', en: 'how they do' } }
};

/** Dataset ids to quoted table references. */
export type Tables = Record<string, string>;

/**
 * How a value comes from its numerator and denominator. Their SQL is an aggregate over `fact` at one `point` in
 * time (columns `start_on`, `end_on` and `before_on`, the day a year before the end). A fact is a kind of
 * organization, with the columns that the indicator needs of `organizations` and its number `n`.
 */
export interface Formula {
  numerator: string;
  /** An aggregate, the total of all groups of a period, or a published figure of the same place. */
  denominator?: string | 'total' | PublishedDenominator;
  /**
   * `ratio` is numerator / denominator, `change` that less one, `yearly` the same per year of the span, `count` the
   * numerator alone; an aggregate stands for itself, is asked of facts that are one organization each, and is not
   * given when the numerator, the number of them, is too small.
   */
  value: 'count' | 'ratio' | 'change' | 'yearly' | { aggregate: string };
  /** The ratio is printed per so many (100,000 residents); 1 when absent. */
  per?: number;
  /** The facts, where they are no plain organizations: a SELECT from `body` (organizations in scope), `point` and tables. */
  facts?: (tables: Tables) => string;
  /** SELECT of known and all rows from `body` and tables at the one last `point`, where other tables decide; given whether the group is known. */
  coverage?: (tables: Tables, isKnown: string) => string;
  /** SQL condition that joins facts to points, where not every fact concerns every point. */
  on?: string;
  /** Further columns of the result, each an aggregate as well. */
  extras?: readonly { column: Column; sql: string }[];
  /** The same at ends of months from a table of `JOINED`, whose rows in scope are the facts; so is its coverage. */
  joined?: { table: string; formula: Formula; coverage?: { table: string; sql: string } };
  /** The one value is of the stretch from the period's first end to its last, without a period so many years. */
  spanYears?: number;
}

/**
 * An aggregate that counts organizations over a stretch of months, so that months can tell it: how many begin less how
 * many are over. Its SQL is over columns of the registry, days as the numbers of their months (twelve are a year).
 */
export interface Step {
  /** The aggregate as formulas have it. */
  count: string;
  /** Counted from this month on; a flow is counted in that month. */
  from: string;
  /** Up to the month before this one; NULL for ever. */
  until: string;
  /** Which organizations are counted at all, by columns that are no days. */
  where: string;
  /** The columns it is made from, with their types, beside those of life; without one of the days it is not counted. */
  needs: Readonly<Record<string, 'text' | 'date' | 'boolean'>>;
  /** The place of the band, where bands are counted. */
  place?: number;
  isFlow?: boolean;
}

/** Where no aggregate will do: the SELECT of label, end_on, grp, numerator, denominator, value and further columns. */
export interface OwnFormula {
  value: 'own';
  /** Written from `point` and `fact`, for the breakdown asked for. */
  measured: (by: string | undefined) => string;
  /** Which of its rows, as [numerator, grp], are of that breakdown, where several have one statement in common. */
  isOf?: (by: string | undefined, numerator: unknown, grp: unknown) => boolean;
  columns: readonly Column[];
  /** The breakdown names what the one value is made of, and is no column of the result. */
  isFolded?: boolean;
}

/** A breakdown that only one indicator knows, such as age bands. */
export interface OwnGroup {
  title: Text;
  /** Labels in their order; the SQL of `formula` numbers them from 0 as `band.place`. Without them `grp` is a number. */
  labels?: readonly string[];
  unit?: Unit;
  formula?: Formula;
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
  formula: Formula | OwnFormula;
  /** A flow is counted over a period; anything else is taken at its end. */
  isFlow: boolean;
  /** The breakdown when none is asked for. */
  by?: string;
  groups?: Readonly<Record<string, OwnGroup>>;
  /** Why a value is missing although enough organizations are counted. */
  missing?: Text;
}

/** Rates on fewer organizations than this are not given: counts only. */
export const MIN_DENOMINATOR = 10;

/** The day before the period, when its stock was N₀. */
export const BEFORE_PERIOD = '(point.start_on - 1)';

/** SQL that counts the organizations for which `condition` holds. */
export function count(condition: string): string {
  return `coalesce(sum(fact.n) FILTER (WHERE ${condition}), 0)`;
}

/** SQL condition: alive on that day (domain.md: registered on or before it, not ended on or before it). */
export function alive(on: string, table = 'fact'): string {
  return `${table}.registered_on <= ${on} AND (${table}.ended_on IS NULL OR ${table}.ended_on > ${on})`;
}

/** SQL condition: the event lies in the period. */
export function during(event: 'registered_on' | 'ended_on'): string {
  return `fact.${event} BETWEEN point.start_on AND point.end_on`;
}

/** SQL: N̄ = (N₀ + N₁) / 2, the mean of the stocks before the period and at its end. */
export const MEAN_STOCK = `(${count(alive(BEFORE_PERIOD))} + ${count(alive('point.end_on'))}) / 2`;
