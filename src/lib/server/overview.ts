import type { Answer, ReportMark } from '../charts/spec.ts';
import { viewOf, type ChartView } from '../charts/view.ts';
import { findDivision, pathOf } from '../field/division.ts';
import type { Lang, Text } from '../field/text.ts';
import { formatNumber } from '../format.ts';
import { QUESTION_TITLES, QUESTIONS, type Question } from '../indicators/indicator.ts';
import { findIndicator } from '../indicators/registry.ts';
import { fastOf, headlineOf, manyOf, type Facts } from '../indicators/sentences.ts';
import { goodOf } from '../indicators/sentences-good.ts';
import { stableOf } from '../indicators/sentences-stable.ts';
import { unknownRegion } from '../query/plan.ts';
import { askingOf, unlessMissing } from './asking.ts';
import { answerChart } from './chart-answers.ts';
import * as charts from './charts.ts';
import { number, type KeyFigure } from './key-figures.ts';
import { askFast, fastKeys, type Fast } from './overview-fast.ts';
import { askGood, goodFacts, goodKeys } from './overview-good.ts';
import { askMany, manyKeys, typesOf, type Many } from './overview-many.ts';
import { askStable, stableFacts, stableKeys } from './overview-stable.ts';

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
}

/** What the overview says of a place on a day, in one language. */
export interface Overview {
  headline: string;
  synthetic: boolean;
  sections: Section[];
  /** Bodies seated in a district whatever authority registered them; null elsewhere. */
  seated: string | null;
}

/** Reads the overview. Refuses (400) an unknown region; what the data cannot answer is said in its section. */
export async function read(region: string, asOf: string, lang: Lang): Promise<Overview> {
  const division = findDivision(region);
  if (!division) throw unknownRegion(region);
  const asking = {
    many: askingOf(region, asOf),
    fast: askingOf(region, asOf),
    stable: askingOf(region, asOf),
    good: askingOf(region, asOf)
  };
  const [many, fast, stable, good, drawn, seated] = await Promise.all([
    askMany(asking.many),
    askFast(asking.fast),
    askStable(asking.stable),
    askGood(asking.good),
    drawAll(region, asOf, lang),
    division.level === 'district' ? asking.many.ask('stock', { regionOf: 'seat' }) : null
  ]);
  const facts = factsOf(division.name, asOf, many, fast);
  const words: Record<Question, { sentence: Text; keys: KeyFigure[] }> = {
    many: { sentence: manyOf(facts), keys: manyKeys(many, lang) },
    fast: { sentence: fastOf(facts), keys: fastKeys(fast, lang) },
    stable: { sentence: stableOf(stableFacts(stable)), keys: stableKeys(stable, lang) },
    good: { sentence: goodOf(goodFacts(good)), keys: goodKeys(good, lang) }
  };
  return {
    headline: headlineOf(facts)[lang],
    synthetic: many.stock?.synthetic ?? false,
    sections: QUESTIONS.map((id) => ({
      id,
      title: QUESTION_TITLES[id].title[lang],
      subtitle: QUESTION_TITLES[id].subtitle[lang],
      sentence: words[id].sentence[lang],
      keys: words[id].keys,
      charts: drawn.filter((chart) => chart.question === id).map(({ view }) => view),
      marks: drawn.filter((chart) => chart.question === id).flatMap(({ marks }) => marks),
      missing: asking[id].missing.map((text) => text[lang])
    })),
    seated: seated ? formatNumber(number(seated), '家', lang) : null
  };
}

interface Drawn {
  question: Question;
  view: ChartView;
  marks: ReportMark[];
}

/** The overview's charts; one whose data is not there is left out, its section says why. */
async function drawAll(region: string, asOf: string, lang: Lang): Promise<Drawn[]> {
  const shown = charts.list().filter(({ position }) => position <= charts.OVERVIEW_POSITIONS);
  const search = new URLSearchParams({ region, as_of: asOf, lang }).toString();
  const answers = await Promise.all(
    shown.map((chart) => unlessMissing(answerChart(chart, { region, asOf }), []))
  );
  return answers
    .filter((answer): answer is Answer => answer !== null)
    .map((answer) => ({
      question: findIndicator(answer.spec.query.indicator ?? '')?.question ?? 'many',
      view: viewOf(answer, lang, search),
      marks: answer.marks
    }));
}

function factsOf(place: Text, asOf: string, many: Many, fast: Fast): Facts {
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
