import type { ReportMark } from '../charts/spec.ts';
import { childrenOf, findDivision, levelOf, parentOf, pathOf } from '../field/division.ts';
import { ORGANIZATION_TYPE_TITLES, type OrganizationType } from '../field/organization-type.ts';
import { yearsBefore } from '../field/period.ts';
import type { Lang, Text } from '../field/text.ts';
import { formatNumber, formatSigned } from '../format.ts';
import { headlineOf, manyOf, fastOf, type Facts } from '../indicators/sentences.ts';
import { QUESTION_TITLES, QUESTIONS, type Question } from '../indicators/indicator.ts';
import { findIndicator } from '../indicators/registry.ts';
import { cell, keyOf, number, type KeyFigure } from './key-figures.ts';
import { unknownRegion } from '../query/plan.ts';
import type { Query } from '../query/query.ts';
import type { Result } from '../query/result.ts';
import { ask } from './answers.ts';
import { answerChart } from './chart-answers.ts';
import { provenanceOf, viewOf, type ChartView } from '../charts/view.ts';
import * as charts from './charts.ts';

/** A question with its answer; null where it cannot be answered yet. */
export interface Section {
  id: Question;
  title: string;
  subtitle: string;
  sentence: string | null;
  keys: KeyFigure[];
  charts: ChartView[];
  marks: ReportMark[];
}

/** What the overview says of a place on a day, in one language. */
export interface Overview {
  headline: string;
  synthetic: boolean;
  sections: Section[];
  /** Bodies seated in a district whatever authority registered them; null elsewhere. */
  seated: string | null;
}

type Results = Record<
  'stock' | 'growth' | 'growthBefore' | 'entries' | 'exits' | 'net' | 'share' | 'density' | 'types',
  Result
>;

/** Reads the overview. Refuses (400) an unknown region, (409) data that is not there. */
export async function read(region: string, asOf: string, lang: Lang): Promise<Overview> {
  const division = findDivision(region);
  if (!division) throw unknownRegion(region);
  const [results, views] = await Promise.all([askAll(region, asOf), drawAll(region, asOf, lang)]);
  const facts = await factsOf(region, division.name, asOf, results);
  const stockChart = views.answers.find((answer) => answer.spec.reports);
  const marks = stockChart?.marks ?? [];
  const words: Partial<Record<Question, Pick<Section, 'sentence' | 'keys'> & { marks?: ReportMark[] }>> = {
    many: { sentence: manyOf(facts)[lang], keys: manyKeys(results, facts, lang), marks },
    fast: { sentence: fastOf(facts)[lang], keys: fastKeys(results, lang) }
  };
  return {
    headline: headlineOf(facts)[lang],
    synthetic: results.stock.synthetic,
    sections: QUESTIONS.map((id) => ({
      id,
      title: QUESTION_TITLES[id].title[lang],
      subtitle: QUESTION_TITLES[id].subtitle[lang],
      charts: views.charts.filter((chart) => chart.question === id).map(({ view }) => view),
      ...{ sentence: null, keys: [], marks: [], ...words[id] }
    })),
    seated: division.level === 'district' ? await seatedIn(region, asOf, lang) : null
  };
}

async function askAll(region: string, asOf: string): Promise<Results> {
  const at = (indicator: string, more: Partial<Query> = {}) =>
    ask({ dataset: 'organizations', indicator, region, asOf, ...more });
  const [stock, growth, growthBefore, entries, exits, net, share, density, types] = await Promise.all([
    at('stock'),
    at('growth'),
    at('growth', { asOf: yearsBefore(asOf, 1) }),
    at('entries'),
    at('exits'),
    at('net'),
    at('share_of_all'),
    at('density'),
    at('structure', { by: 'type' })
  ]);
  return { stock, growth, growthBefore, entries, exits, net, share, density, types };
}

async function drawAll(region: string, asOf: string, lang: Lang) {
  const shown = charts.list().filter(({ position }) => position <= charts.OVERVIEW_POSITIONS);
  const answers = await Promise.all(shown.map((chart) => answerChart(chart, { region, asOf })));
  const search = new URLSearchParams({ region, as_of: asOf, lang }).toString();
  return {
    answers,
    charts: answers.map((answer) => ({
      question: findIndicator(answer.spec.query.indicator ?? '')?.question ?? 'many',
      view: viewOf(answer, lang, search)
    }))
  };
}

async function factsOf(region: string, place: Text, asOf: string, results: Results): Promise<Facts> {
  const parent = parentOf(region);
  const above = parent !== null && levelOf(parent) !== 'national' ? findDivision(parent) : undefined;
  const densityAbove = above
    ? number(await ask({ dataset: 'organizations', indicator: 'density', region: above.code, asOf }))
    : null;
  return {
    place,
    asOf,
    stock: number(results.stock) ?? 0,
    stockBefore: number(results.growth, 'denominator') ?? 0,
    growth: number(results.growth),
    growthBefore: number(results.growthBefore),
    entries: number(results.entries) ?? 0,
    exits: number(results.exits) ?? 0,
    density: number(results.density),
    densityAbove: above && densityAbove !== null ? { place: above.name, value: densityAbove } : null,
    share: number(results.share),
    rank: above ? await rankOf(region, above.code, asOf) : null,
    types: results.types.rows
      .map((row) => ({
        title: ORGANIZATION_TYPE_TITLES[row[0] as OrganizationType] ?? { zh: '未知', en: 'unknown' },
        count: cell(results.types, row, 'numerator') ?? 0,
        share: cell(results.types, row, 'value')
      }))
      .sort((a, b) => b.count - a.count)
  };
}

/** The place among its neighbours by what their own authorities registered; equal ones share a rank. */
async function rankOf(region: string, above: string, asOf: string): Promise<Facts['rank']> {
  const neighbours = childrenOf(above).map(({ code }) => code);
  const result = await ask({
    dataset: 'organizations',
    indicator: 'stock',
    region: above,
    asOf,
    by: 'region'
  });
  const counts = new Map(result.rows.map((row) => [row[0], cell(result, row, 'value') ?? 0]));
  const own = counts.get(region) ?? 0;
  const ahead = neighbours.filter((code) => (counts.get(code) ?? 0) > own).length;
  return {
    position: ahead + 1,
    of: neighbours.length,
    kind: levelOf(region) === 'district' ? 'district' : 'city'
  };
}

async function seatedIn(region: string, asOf: string, lang: Lang): Promise<string> {
  const result = await ask({ dataset: 'organizations', indicator: 'stock', region, regionOf: 'seat', asOf });
  return formatNumber(number(result), '家', lang);
}

function manyKeys(results: Results, facts: Facts, lang: Lang): KeyFigure[] {
  const yearOnYear =
    facts.growth === null
      ? ''
      : `${lang === 'zh' ? '同比' : 'in a year'} ${formatSigned(facts.growth, 'ratio', lang)}`;
  const above = facts.densityAbove
    ? `${facts.densityAbove.place[lang]} ${formatNumber(facts.densityAbove.value, '家/10万人', lang)}`
    : '';
  return [
    keyOf('stock', results.stock, yearOnYear, lang),
    keyOf('density', results.density, above, lang),
    keyOf('share_of_all', results.share, dateNote(results.share, lang), lang),
    ...facts.types.slice(0, 3).map((type) => typeKey(type, results.types, lang))
  ];
}

function typeKey({ title, count, share }: Facts['types'][number], result: Result, lang: Lang): KeyFigure {
  return {
    id: `structure-${title.en}`,
    title: title[lang],
    value: formatNumber(count, '家', lang),
    note: share === null ? '' : formatNumber(share, 'ratio', lang),
    parts: {
      numerator: formatNumber(count, '家', lang),
      denominator: formatNumber(number(result, 'denominator'), '家', lang)
    },
    provenance: provenanceOf(result, lang)
  };
}

function fastKeys(results: Results, lang: Lang): KeyFigure[] {
  const before = number(results.growthBefore);
  const note =
    before === null ? '' : `${lang === 'zh' ? '上年' : 'year before'} ${formatSigned(before, 'ratio', lang)}`;
  return [
    keyOf('growth', results.growth, note, lang),
    keyOf('net', results.net, '', lang),
    keyOf('entries', results.entries, '', lang),
    keyOf('exits', results.exits, '', lang)
  ];
}

function dateNote(result: Result, lang: Lang): string {
  const on = result.rows[0]?.[result.columns.findIndex(({ name }) => name === 'denominatorOn')];
  if (typeof on !== 'string') return '';
  return lang === 'zh' ? `按 ${on.slice(0, 7)} 公布数` : `of those published ${on.slice(0, 7)}`;
}

/** The way up from a place: province, city, district. */
export function ancestorsOf(region: string): { code: string; name: Text }[] {
  return pathOf(region).map(({ code, name }) => ({ code, name }));
}
