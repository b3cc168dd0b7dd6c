import type { Answer } from '../../charts/spec.ts';
import { endOf } from '../../charts/time.ts';
import type { Lang } from '../../field/text.ts';
import type { Verdict } from '../../field/verdict.ts';
import type { Article, Figure } from '../../reports/article.ts';
import { checkFigure, type Evidence } from '../../reports/check.ts';
import { findFigures } from '../../reports/figures.ts';
import type { FoundSlide } from '../../slides/open.ts';
import * as reports from '../reports.ts';

const FIGURES_A_SLIDE = 40;
/** The line under a chart of ours names sources whose titles hold figures. */
const OUR_SOURCE = /^(来源：|Source: )/;

/**
 * What a figure in the words of a slide is: true of the newest data; of the pins in the deck but no longer of the
 * newest; of neither; of nothing that is known here.
 */
export const FIGURE_STATES = ['agrees', 'stale', 'differs', 'not-ours'] as const;
export type FigureState = (typeof FIGURE_STATES)[number];

export interface FigureCheck {
  text: string;
  paragraph: string;
  state: FigureState;
  /** Against the newest data, as in a report. */
  verdict: Verdict;
  value: number | null;
  /** Of the deck's pins; null where they do not tell it. */
  pinned: number | null;
  reason: string;
}

/** Figures found as in a report, held against the newest data and against the pins of the deck. */
export async function figuresOn(
  slide: FoundSlide,
  pinned: readonly Answer[],
  today: string,
  lang: Lang
): Promise<FigureCheck[]> {
  const { title: headline } = slide;
  const paragraphs = slide.paragraphs.filter((paragraph) => !OUR_SOURCE.test(paragraph));
  const text = { headline, publisher: '', publishedOn: today, paragraphs };
  const article: Article = { ...text, slug: '', url: null, figures: [], rejected: [], headings: {} };
  const found = findFigures(text).filter(({ indicator }) => indicator !== null);
  return Promise.all(
    found.slice(0, FIGURES_A_SLIDE).map(async (figure) => {
      const { verdict, value, reason } = await reports.check(article, figure);
      const then = heldAgainst(figure, pinned);
      return {
        text: figure.text,
        paragraph: paragraphs[figure.paragraph] ?? '',
        state: stateOf(verdict, then?.fits ?? false),
        verdict,
        value,
        pinned: then?.value ?? null,
        reason: reason[lang]
      };
    })
  );
}

function stateOf(newest: Verdict, fitsPin: boolean): FigureState {
  if (newest === 'equal' || newest === 'agrees') return 'agrees';
  if (newest === 'differs') return fitsPin ? 'stale' : 'differs';
  return fitsPin ? 'agrees' : 'not-ours';
}

/** A figure beside the pins that tell the same indicator of the same place and day; null when none does. */
function heldAgainst(figure: Figure, pinned: readonly Answer[]): { value: number; fits: boolean } | null {
  const evidence = pinned.flatMap((answer) => evidenceOf(figure, answer));
  const checks = evidence.map((one) => ({
    value: one.value,
    fits: ['equal', 'agrees'].includes(checkFigure(figure, [one], { urls: [], headlines: [] }).verdict)
  }));
  return checks.find(({ fits }) => fits) ?? checks[0] ?? null;
}

function evidenceOf(figure: Figure, { region, asOf, results }: Answer): Evidence[] {
  if (region.code !== figure.region || figure.type) return [];
  return results.flatMap(({ indicator, columns, rows, ...result }): Evidence[] => {
    if (indicator === null || indicator !== figure.indicator) return [];
    const [at, period] = [
      columns.findIndex(({ name }) => name === 'value'),
      columns.findIndex(({ type }) => type === 'period')
    ];
    if (columns.some(({ name, type }) => type === 'text' && name !== 'definition')) return [];
    const row = rows.find((one) => (period < 0 ? asOf : endOf(String(one[period]))) === figure.asOf);
    const value = row?.[at];
    if (typeof value !== 'number') return [];
    const isPercent = columns[at]?.unit === 'ratio' && figure.unit === '%';
    return [
      {
        ...{ dataset: result.dataset, version: result.version, indicator, asOf: figure.asOf },
        value: isPercent ? Number((value * 100).toFixed(6)) : value,
        definition: figure.definition ?? result.definition.id,
        title: region.title,
        sourceUrl: null,
        synthetic: result.synthetic
      }
    ];
  });
}
