import { periodText } from '../charts/incomplete.ts';
import { lastKnown, seriesOf, unitOf } from '../charts/rows.ts';
import type { Answer } from '../charts/spec.ts';
import { word } from '../charts/words.ts';
import type { Lang } from '../field/text.ts';
import { formatDate, formatNumber, formatSigned, unitName } from '../format.ts';
import { wordsOf } from '../query/kept-words.ts';
import type { Values } from './numbers.ts';

/** A number as large as a slide shows it, with what and when it is of. */
export interface Card {
  title: string;
  value: string;
  unit: string;
  when: string;
  synthetic: boolean;
}

const SIGNED = ['growth', 'net', 'cagr'];

/** The last known value of a chart's first series; — for a chart of several, whose last value would say nothing. */
export function cardOf(answer: Answer, lang: Lang): Card {
  const [result] = answer.results;
  const series = result ? seriesOf(result, lang) : [];
  const point = series.length === 1 ? lastKnown(series[0]?.points ?? []) : undefined;
  const unit = unitOf(result);
  const words = result && wordsOf(result);
  const value = point?.value ?? null;
  const format = SIGNED.includes(result?.indicator ?? '') ? formatSigned : formatNumber;
  const isPlain = !unit || unit === 'ratio' || unit === '%' || unit === '指数' || value === null;
  const period = point?.period ? periodText(answer, point.period, lang) : '';
  const asOf = period === '' ? word('asOf', lang) : word('asOf', lang).toLowerCase();
  const day = answer.asOf === '' ? '' : asOf + formatDate(answer.asOf, lang);
  return {
    title: [answer.region.title[lang], words?.title[lang] ?? answer.title[lang]]
      .filter((part) => part !== '')
      .join(lang === 'zh' ? '' : ': '),
    value: format(value, unit, lang),
    unit: isPlain ? '' : unitName(unit, lang),
    when: [period, day].filter((part) => part !== '').join(lang === 'zh' ? '，' : ', '),
    synthetic: answer.synthetic
  };
}

/** The paragraphs of a card on a slide: title, value with its unit, when. */
export type CardLines = [title: string, value: string, when: string];

export function cardLines(answer: Answer, lang: Lang): CardLines {
  const { title, value, unit, when } = cardOf(answer, lang);
  return [title, unit === '' ? value : `${value} ${unit}`, when];
}

export function cardValues([title, value, when]: CardLines): Values {
  return { categories: [when], series: [{ name: title, values: [value] }] };
}

/**
 * Which paragraph of a card in a deck is its value, when it was made with `lines`: the very value, else what holds a
 * figure and is none of the words; null when it is gone. Words that were rewritten, and lines added, do not count.
 */
export function valueIn(paragraphs: readonly string[], [title, value, when]: CardLines): string | null {
  if (paragraphs.includes(value)) return value;
  return paragraphs.find((text) => text !== title && text !== when && /[\d—]/.test(text)) ?? null;
}
