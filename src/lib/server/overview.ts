import { setImmediate as oneTurn } from 'node:timers/promises';
import type { Band } from '../charts/bands.ts';
import type { Answer, ReportMark } from '../charts/spec.ts';
import { viewOf, type ChartView } from '../charts/view.ts';
import { findDivision, pathOf } from '../field/division.ts';
import { yearsBefore } from '../field/period.ts';
import type { Lang, Text } from '../field/text.ts';
import { formatNumber } from '../format.ts';
import { QUESTION_TITLES, QUESTIONS, type Question } from '../indicators/indicator.ts';
import { findIndicator } from '../indicators/registry.ts';
import { fastOf, headlineOf, manyOf, type Facts } from '../indicators/sentences.ts';
import { goodOf } from '../indicators/sentences-good.ts';
import { stableOf } from '../indicators/sentences-stable.ts';
import { unknownRegion } from '../query/plan.ts';
import { askingOf, unlessMissing, type Asking } from './overview/asking.ts';
import { answerChart, type Place } from './charts/answers.ts';
import { comparedWith } from './overview/comparison.ts';
import * as charts from './charts.ts';
import { number, type KeyFigure } from './overview/key-figures.ts';
import { askFast, fastKeys, type Fast } from './overview/fast.ts';
import { changesSince } from './overview/changes.ts';
import { askGood, goodFacts, goodKeys, type Good } from './overview/good.ts';
import { askMany, manyKeys, typesOf, type Many } from './overview/many.ts';
import { askStable, stableFacts, stableKeys, type Stable } from './overview/stable.ts';
import { searchOf } from './overview/place.ts';

/** A question with its answer; an empty sentence where the data says nothing, and `missing` says why. */
export interface Section {
  id: Question;
  title: string;
  subtitle: string;
  sentence: string;
  keys: KeyFigure[];
  charts: ChartView[];
  marks: ReportMark[];
  missing: string[];
  /** What the newest version changed, null when nothing or when there is none before it. */
  change: string | null;
}

/** What the overview says of a place on a day, in one language. */
export interface Overview {
  headline: string;
  synthetic: boolean;
  sections: Section[];
  /** Bodies seated in a district whatever authority registered them; null elsewhere. */
  seated: string | null;
  /** The place beside it, when one was asked for. */
  comparedWith: string | null;
}

type All = { many: Many; fast: Fast; stable: Stable; good: Good; asking: Record<Question, Asking> };

/** Reads the overview, drawn for pages of one band where it is known. Refuses (400) an unknown region; what the data cannot answer is said in its section. */
export async function read(
  region: string,
  asOf: string,
  lang: Lang,
  { band, ...beside }: Pick<Place, 'compare' | 'index' | 'indicator'> & { band?: Band | undefined } = {}
): Promise<Overview> {
  const division = findDivision(region);
  if (!division) throw unknownRegion(region);
  const other = comparedWith(region, beside.compare);
  const [all, drawn, seated, otherAll, changes] = await Promise.all([
    askAll(region, asOf),
    drawAll({ region, asOf, ...beside }, lang, band),
    division.level === 'district' ? askingOf(region, asOf).ask('stock', { regionOf: 'seat' }) : null,
    other ? askAll(other.region, other.isOfTime ? yearsBefore(asOf, 1) : asOf, other.except) : null,
    changesSince(region, asOf, lang)
  ]);
  const facts = factsOf(division.name, asOf, all);
  const keys = keysOf(all, lang);
  const otherKeys = otherAll ? keysOf(otherAll, lang) : null;
  const sentences: Record<Question, Text> = {
    many: manyOf(facts),
    fast: fastOf(facts),
    stable: stableOf(stableFacts(all.stable)),
    good: goodOf(goodFacts(all.good))
  };
  return {
    headline: headlineOf(facts)[lang],
    synthetic: all.many.stock?.synthetic ?? false,
    sections: QUESTIONS.map((id) => ({
      id,
      title: QUESTION_TITLES[id].title[lang],
      subtitle: QUESTION_TITLES[id].subtitle[lang],
      sentence: sentences[id][lang],
      keys: other && otherKeys ? withOther(keys[id], other.title[lang], otherKeys[id]) : keys[id],
      charts: drawn.filter((chart) => chart.question === id).map(({ view }) => view),
      marks: drawn.filter((chart) => chart.question === id).flatMap(({ marks }) => marks),
      missing: all.asking[id].missing.map((text) => text[lang]),
      change: changes[id] ?? null
    })),
    seated: seated ? formatNumber(number(seated), '家', lang) : null,
    comparedWith: other?.title[lang] ?? null
  };
}

async function askAll(region: string, asOf: string, except?: string): Promise<All> {
  const asking = Object.fromEntries(
    QUESTIONS.map((id) => [id, askingOf(region, asOf, except)])
  ) as All['asking'];
  const [many, fast, stable, good] = await Promise.all([
    askMany(asking.many),
    askFast(asking.fast),
    askStable(asking.stable),
    askGood(asking.good)
  ]);
  return { many, fast, stable, good, asking };
}

function keysOf({ many, fast, stable, good }: All, lang: Lang): Record<Question, KeyFigure[]> {
  return {
    many: manyKeys(many, lang),
    fast: fastKeys(fast, lang),
    stable: stableKeys(stable, lang),
    good: goodKeys(good, lang)
  };
}

/** Each key figure with the same figure of the place beside it. */
function withOther(keys: KeyFigure[], title: string, others: KeyFigure[]): KeyFigure[] {
  return keys.map((key) => {
    const other = others.find(({ id }) => id === key.id);
    return other ? { ...key, other: { title, value: other.value } } : key;
  });
}

interface Drawn {
  question: Question;
  view: ChartView;
  marks: ReportMark[];
}

/**
 * The overview's charts, each drawn while others are still asked; one whose data is not there is left out, its
 * section says why. The page gives its whole width to the first of a section only.
 */
async function drawAll(place: Place, lang: Lang, band: Band | undefined): Promise<Drawn[]> {
  const shown = charts.list().filter(({ position }) => position <= charts.OVERVIEW_POSITIONS);
  const search = searchOf(place);
  search.set('lang', lang);
  const draw = (answer: Answer, isHalf: boolean) =>
    viewOf(answer, lang, search.toString(), isHalf ? 'narrow' : band);
  const drawn = await Promise.all(
    shown.map(async (chart, index) => {
      const answer = await unlessMissing(answerChart(chart, place), []);
      // Other requests are not held up by a whole page of drawings.
      await oneTurn();
      const isHalf = shown.slice(0, index).some((other) => questionOf(other) === questionOf(chart));
      return answer && { answer, isHalf, question: questionOf(answer), view: draw(answer, isHalf) };
    })
  );
  const found = drawn.filter((one) => one !== null);
  return found.map(({ answer, isHalf, question, view }, index) => {
    const isFirst = !found.slice(0, index).some((other) => other.question === question);
    return { question, marks: answer.marks, view: isFirst && isHalf ? draw(answer, false) : view };
  });
}

function questionOf({ spec }: Pick<charts.Chart, 'spec'>): Question {
  return findIndicator(spec.query.indicator ?? '')?.question ?? 'many';
}

function factsOf(place: Text, asOf: string, { many, fast }: All): Facts {
  return {
    place,
    asOf,
    stock: number(many.stock) ?? 0,
    stockBefore: number(many.growth, 'denominator') ?? 0,
    growth: number(fast.growth),
    growthBefore: number(fast.growthBefore),
    entries: number(fast.entries) ?? 0,
    exits: number(fast.exits) ?? 0,
    density: number(many.density),
    densityAbove: many.densityAbove,
    share: number(many.share),
    rank: many.rank,
    types: typesOf(many.types)
  };
}

/** The way up from a place: province, city, district. */
export function ancestorsOf(region: string): { code: string; name: Text }[] {
  return pathOf(region).map(({ code, name }) => ({ code, name }));
}
