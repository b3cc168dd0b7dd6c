import { describe } from '../charts/describe.ts';
import { versionName } from '../charts/passage.ts';
import type { Answer } from '../charts/spec.ts';
import { tableOf } from '../charts/table.ts';
import { word } from '../charts/words.ts';
import type { Lang } from '../field/text.ts';
import { formatDate } from '../format.ts';
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
  const comma = isChinese ? '、' : ', ';
  const unique = (texts: string[]) => [...new Set(texts)].slice(0, 4).join(comma);
  const sources = unique(answer.results.flatMap((r) => r.sources.map((source) => sourceTitle(source, lang))));
  const definitions = unique(answer.results.map((r) => r.definition.title[lang]));
  const asOf = `${word('asOf', lang)}${formatDate(answer.asOf, lang)}`;
  const versions = Object.entries(versionsOf(answer)).map(([dataset, version]) =>
    versionName({ dataset, version }, lang)
  );
  const day = formatDate(dayOf(mark.createdAt), lang);
  const pinned = pinName(mark.pin, lang);
  const pin = pinned + (isChinese ? `（${day}）` : ` (${day})`);
  const leftOut =
    native && native.leftOut > 0
      ? [
          isChinese
            ? `另有 ${native.leftOut} 项未画出，见数据`
            : `${native.leftOut} more are not drawn, see the data`
        ]
      : [];
  return {
    title: answer.title[lang],
    subtitle: subtitleOf(answer, native, lang),
    synthetic: answer.synthetic ? word('synthetic', lang) : '',
    foot: [
      [
        ...(sources === '' ? [] : [word('source', lang) + sources]),
        ...(definitions === '' ? [] : [word('definition', lang) + definitions]),
        ...leftOut
      ].join(isChinese ? '　' : ' · '),
      [asOf, ...versions, pin, `${isChinese ? '引力' : 'Yinli'} ${answer.release}`].join(' · ')
    ],
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
      answer.title[lang] + (isChinese ? '：' : ': ') + asOf,
      ...versions,
      pinned,
      isChinese ? `核对于${day}` : `checked on ${day}`
    ].join(isChinese ? '，' : ', ')
  };
}

/** The lines under several charts on one slide: the sources, definitions and versions of all, each said once. */
export function footOf(charts: readonly { answer: Answer; mark: PinMark }[], lang: Lang): string[] {
  const [first] = charts;
  if (!first) return [];
  const results = charts.flatMap(({ answer }) => answer.results);
  const { foot } = slideWords({ ...first.answer, results }, first.mark, null, lang);
  const isOne = new Set(charts.map(({ mark }) => mark.pin)).size === 1;
  if (isOne) return foot;
  const pins = charts.map(({ answer, mark }) => `${answer.title[lang]} ${pinName(mark.pin, lang)}`);
  return [...foot, pins.join(lang === 'zh' ? '；' : '; ')];
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

/** The day in Shanghai of an instant. */
export function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
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
