import { describe } from '../charts/describe.ts';
import { versionName } from '../charts/passage.ts';
import type { Answer } from '../charts/spec.ts';
import { tableOf } from '../charts/table.ts';
import { word } from '../charts/words.ts';
import { dayOf } from '../field/day.ts';
import type { Lang } from '../field/text.ts';
import { formatDate } from '../format.ts';
import { definitionNames } from '../query/definition-title.ts';
import { sourceTitle } from '../query/result.ts';
import type { NativeChart } from './native.ts';

/** The pin that a slide shows: its number, 0 for none, and the instant it was made. */
export interface PinMark {
  pin: number;
  createdAt: string;
}

/** Everything that is said about a chart on its slide; each is one paragraph, so that a refresh finds it again. */
export interface SlideWords {
  title: string;
  subtitle: string;
  synthetic: string;
  foot: string[];
  notes: string[];
  /** The chart's line on the last slide. */
  line: string;
}

/** `native` is null for a chart drawn as a picture: its table then stands in the notes. */
export function slideWords(
  answer: Answer,
  mark: PinMark,
  native: NativeChart | null,
  lang: Lang
): SlideWords {
  const isChinese = lang === 'zh';
  const day = formatDate(dayOf(mark.createdAt), lang);
  const said = [...asOfWords([answer], lang), ...versionNames(versionsOf(answer), lang)];
  const leftOut = native ? notDrawn(native.leftOut, lang) : '';
  return {
    title: answer.title[lang],
    subtitle: subtitleOf(answer, native, lang),
    synthetic: answer.synthetic ? word('synthetic', lang) : '',
    foot: footOf([{ answer, mark }], lang, leftOut),
    notes: [
      describe(answer, lang),
      ...answer.marks.map(({ headline, publisher, publishedOn, before, text, after }) =>
        isChinese
          ? `报道：“${before}${text}${after}”（${publisher}，${formatDate(publishedOn, lang)}，《${headline}》）`
          : `Report: “${before}${text}${after}” (${publisher}, ${formatDate(publishedOn, lang)}, “${headline}”)`
      ),
      ...(native ? [] : tableLines(answer, lang))
    ],
    line: [
      answer.title[lang] + (isChinese ? '：' : ': ') + (said[0] ?? ''),
      ...said.slice(1),
      pinName(mark.pin, lang),
      isChinese ? `核对于${day}` : `checked on ${day}`
    ].join(isChinese ? '，' : ', ')
  };
}

/**
 * The two lines under the charts of one slide: the sources and definitions of all and what there was no room for; the
 * days, versions and pins, each said once.
 */
export function footOf(
  charts: readonly { answer: Answer; mark: PinMark }[],
  lang: Lang,
  leftOut = ''
): string[] {
  const answers = charts.map(({ answer }) => answer);
  const results = answers.flatMap((answer) => answer.results);
  const few = (texts: string[]) => [...new Set(texts)].slice(0, 4).join(lang === 'zh' ? '、' : ', ');
  const sources = few(results.flatMap((one) => one.sources.map((source) => sourceTitle(source, lang))));
  const definitions = few(definitionNames(results, lang));
  const releases = [...new Set(answers.map(({ release }) => release))].join(' · ');
  return [
    [
      ...(sources === '' ? [] : [word('source', lang) + sources]),
      ...(definitions === '' ? [] : [word('definition', lang) + definitions]),
      ...new Set([...answers.flatMap(({ notes }) => (notes ?? []).map((note) => note[lang])), leftOut])
    ]
      .filter((text) => text !== '')
      .join(lang === 'zh' ? '　' : ' · '),
    [
      ...asOfWords(answers, lang),
      ...versionNames(Object.assign({}, ...answers.map(versionsOf)) as Record<string, number>, lang),
      pinWords(charts, lang),
      `${lang === 'zh' ? '引力' : 'Yinli'} ${releases}`
    ].join(' · ')
  ];
}

/** One pin with its day; of several the number of each chart's. */
function pinWords(charts: readonly { answer: Answer; mark: PinMark }[], lang: Lang): string {
  const said = charts.map(({ mark }) => {
    const day = formatDate(dayOf(mark.createdAt), lang);
    return pinName(mark.pin, lang) + (lang === 'zh' ? `（${day}）` : ` (${day})`);
  });
  if (new Set(said).size < 2) return said[0] ?? '';
  const named = charts.map(({ answer, mark }) => `${answer.title[lang]} ${pinName(mark.pin, lang)}`);
  return [...new Set(named)].join(lang === 'zh' ? '；' : '; ');
}

/** The days that charts are of; nothing for tables without one. */
function asOfWords(answers: readonly Answer[], lang: Lang): string[] {
  const known = [...new Set(answers.map(({ asOf }) => asOf))].filter((day) => day !== '');
  const days = known.map((day) => formatDate(day, lang));
  return days.length === 0 ? [] : [word('asOf', lang) + days.join(lang === 'zh' ? '、' : ', ')];
}

function versionNames(versions: Record<string, number>, lang: Lang): string[] {
  return Object.entries(versions).map(([dataset, version]) => versionName({ dataset, version }, lang));
}

function notDrawn(count: number, lang: Lang): string {
  if (count === 0) return '';
  return lang === 'zh' ? `另有 ${count} 项未画出，见数据` : `${count} more are not drawn, see the data`;
}

/** How a pin is called under a chart; 0 is none. */
export function pinName(pin: number, lang: Lang): string {
  if (pin === 0) return lang === 'zh' ? '未定稿' : 'not pinned';
  return lang === 'zh' ? `定稿第${pin}稿` : `pin ${pin}`;
}

/** What the last slide of a deck is headed with: the latest day that its figures are of. */
export function headingOf(asOf: string, lang: Lang): string {
  const date = formatDate(asOf, lang);
  return lang === 'zh' ? `数字截至${date}` : `Figures as of ${date}`;
}

export function versionsOf(answer: Answer): Record<string, number> {
  return Object.assign({}, ...answer.results.map(({ versions }) => versions)) as Record<string, number>;
}

function tableLines(answer: Answer, lang: Lang): string[] {
  const { columns, rows } = tableOf(answer, lang);
  return [columns.map(({ title }) => title), ...rows].map((row) => row.join('\t'));
}

/** On the page what ends goes down; Office draws its true, positive numbers, so up. */
function subtitleOf(answer: Answer, native: NativeChart | null, lang: Lang): string {
  if (!native?.series.some(({ look }) => look === 'net')) return answer.subtitle[lang];
  return lang === 'zh' ? '每期家数；带点的线为净增' : 'Organizations a period; the line with dots: net';
}
