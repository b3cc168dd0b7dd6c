import type { Lang } from '../field/text.ts';
import { formatDate, formatNumber, formatPeriod, formatSigned, formatValue } from '../format.ts';
import type { Unit } from '../query/result.ts';
import { saidValue } from './annotate.ts';
import { barsOf } from './bars.ts';
import type { Bar } from './bars.ts';
import { drawnBreaks, segmentsOf } from './breaks.ts';
import { incompletePeriod, incompleteSentence } from './incomplete.ts';
import { isOrdered } from './order.ts';
import { partsOf } from './parts.ts';
import { breakdownOf, lastKnown, resultName, seriesOf, unitOf } from './rows.ts';
import type { Point, Series } from './rows.ts';
import type { Answer } from './spec.ts';
import { histogramSentence } from './histogram.ts';
import { numberSentence } from './number-card.ts';
import { survivalSentences } from './survival-curve.ts';
import { word } from './words.ts';

/** The finding of a chart in words: from–to, change, extremes, reports, published figures, breaks, synthetic. */
export function describe(asked: Answer, lang: Lang): string {
  const answer = partsOf(asked);
  const { type } = answer.spec;
  const ranked = type === 'bar' || type === 'tile-grid' || type === 'small-multiples';
  const sentences = [
    ...(answer.notes ?? []).map((note) => note[lang]),
    ...indexSentence(answer, lang),
    ...findings(answer, lang, ranked),
    ...(type === 'survival' ? [] : incompleteSentence(answer, lang)),
    ...publishedSentences(answer, lang),
    ...markSentences(answer, lang),
    ...breakNotes(answer, lang).map((note) => `${word('break', lang)} ${note}`),
    ...(answer.synthetic ? [lang === 'zh' ? '所用数据是模拟数据。' : 'The data is synthetic.'] : [])
  ];
  const text = sentences.join(lang === 'zh' ? '' : ' ') || word('empty', lang);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function findings(answer: Answer, lang: Lang, ranked: boolean): string[] {
  const found = findingsOf(answer, lang, ranked);
  return found.length > 0 || answer.published.length > 0 ? found : [word('empty', lang)];
}

function findingsOf(answer: Answer, lang: Lang, ranked: boolean): string[] {
  const { type } = answer.spec;
  if (type === 'survival') return survivalSentences(answer, lang);
  if (type === 'histogram') return histogramSentence(answer, lang);
  if (type === 'number') return numberSentence(answer, lang);
  if (type === 'table' && answer.results[0]?.columns[0]?.type !== 'period') return rankings(answer, lang);
  return ranked ? rankings(answer, lang) : timeSentences(answer, lang);
}

/** The reasons of the breaks that a chart draws, each with the number it carries there. */
export function breakNotes(answer: Answer, lang: Lang): string[] {
  return answer.spec.type === 'line'
    ? drawnBreaks(answer, lang).map((b) => `${b.number}${lang === 'zh' ? '：' : ': '}${b.reason}`)
    : [];
}

/** As many series are told in words as have a colour of their own. */
const TOLD = 6;

function timeSentences(answer: Answer, lang: Lang): string[] {
  if (answer.results.every((result) => result.rows.length === 0) && answer.published.length === 0)
    return [word('empty', lang)];
  return [
    ...latest(answer, lang),
    ...answer.results.flatMap((result, i) => {
      const unit = unitOf(result);
      const cut = result.isLastIncomplete ? incompletePeriod(answer) : null;
      const own = resultName(answer, i, lang);
      const all = seriesOf(result, lang);
      const size = (series: Series) => lastKnown(series.points)?.value ?? -Infinity;
      const told = all.length > TOLD ? [...all].sort((a, b) => size(b) - size(a)).slice(0, TOLD) : all;
      const rest = all.length - told.length;
      const more = lang === 'zh' ? `其余${rest}项见表。` : `${rest} others are in the table.`;
      const courses = told.map((series) => {
        const name = [own, series.name].filter((part) => part !== '').join(' ');
        // A period that is not over would make a change of its shortness.
        const isWhole = (p: Point) => p.period !== cut || series.points.length < 2;
        const points = series.points.filter(isWhole);
        return courseOf(series, name, unit, segmentsOf(points, result.breaks), lang);
      });
      return rest > 0 ? [...courses, more] : courses;
    })
  ];
}

/** The last period of several flows in one sentence: 2023年：新成立40家，注销18家，净增22家。 */
function latest(answer: Answer, lang: Lang): string[] {
  const period = lastKnown(answer.results.flatMap((r) => seriesOf(r, lang).flatMap((s) => s.points)))?.period;
  if (answer.results.length < 2 || answer.comparison || !period) return [];
  const parts = answer.results.flatMap((result) => {
    const point = seriesOf(result, lang)[0]?.points.find((p) => p.period === period);
    const name = indicatorName(result.indicator, lang);
    if (!point || name === '') return [];
    return lang === 'zh'
      ? [name + formatValue(point.value, unitOf(result), lang)]
      : [`${name.toLowerCase()} ${formatNumber(point.value, unitOf(result), lang)}`];
  });
  if (parts.length === 0) return [];
  return lang === 'zh'
    ? [`${formatPeriod(period, lang)}：${parts.join('，')}。`]
    : [`${formatPeriod(period, lang)}: ${parts.join(', ')}.`];
}

function indicatorName(id: string | null, lang: Lang): string {
  return id === 'entries' || id === 'exits' || id === 'net' ? word(id, lang) : '';
}

/** One series from its first known point to its last; the change only where a line may join the two. */
function courseOf(
  series: Series,
  name: string,
  unit: Unit | undefined,
  segments: Point[][],
  lang: Lang
): string {
  const known = segments.flat();
  const [first, last] = [known[0], known.at(-1)];
  const subject = name === '' ? '' : lang === 'zh' ? `${name}：` : `${name}: `;
  if (!first || !last) return lang === 'zh' ? `${subject}没有数据。` : `${subject}no data.`;
  const at = (p: Point) => formatPeriod(p.period ?? '', lang);
  const on = (p: Point) => `${p.period?.split('-').length === 3 ? 'on' : 'in'} ${at(p)}`;
  const said = (p: Point) => saidValue({ value: p.value ?? 0, precision: p.precision, unit }, lang, true);
  if (first === last)
    return lang === 'zh'
      ? `${subject}${at(first)}${said(first)}。`
      : `${subject}${said(first)} ${on(first)}.`;
  if (segments.every((segment) => segment.length === 1)) {
    const each = known.map((p) => (lang === 'zh' ? `${at(p)}${said(p)}` : `${said(p)} (${at(p)})`));
    return subject + each.join(lang === 'zh' ? '，' : ', ') + (lang === 'zh' ? '。' : '.');
  }
  const change = segments.length === 1 ? changeOf(first, last, unit, lang) : '';
  const top = known.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a));
  const most =
    top === last || top === first
      ? ''
      : lang === 'zh'
        ? `；最高是${at(top)}的${said(top)}`
        : `; highest ${on(top)} at ${said(top)}`;
  return lang === 'zh'
    ? `${subject}从${at(first)}的${said(first)}到${at(last)}的${said(last)}${change}${most}。`
    : `${subject}from ${said(first)} ${on(first)} to ${said(last)} ${on(last)}${change}${most}.`;
}

function changeOf(first: Point, last: Point, unit: Unit | undefined, lang: Lang): string {
  const difference = (last.value ?? 0) - (first.value ?? 0);
  if (unit === 'ratio') {
    const points = formatSigned(difference * 100, '年', lang);
    return lang === 'zh' ? `，变化${points}个百分点` : `, a change of ${points} percentage points`;
  }
  if (unit === '指数') {
    const moved = formatSigned(difference / (first.value ?? 1), 'ratio', lang);
    return lang === 'zh' ? `，变化${moved}` : `, ${moved}`;
  }
  const part =
    (first.value ?? 0) >= 10 && (last.value ?? 0) >= 0
      ? ` (${formatSigned(difference / (first.value ?? 1), 'ratio', lang)})`
      : '';
  if (lang === 'en') return `, ${formatSigned(difference, unit, lang)}${part}`;
  const words = difference < 0 ? '减少' : '增加';
  return difference === 0
    ? '，没有变化'
    : `，${words}${formatValue(Math.abs(difference), unit, lang)}${part.replace(' (', '（').replace(')', '）')}`;
}

/** Bars with an order of their own are told in it. */
function orderSentences(bars: readonly Bar[], unit: Unit | undefined, lang: Lang): string[] {
  const parts = bars.map((b) =>
    lang === 'zh'
      ? `${b.name}：${b.label}${unit === '家' ? '家' : ''}${b.share && `（${b.share}）`}`
      : `${b.name} ${b.label}${b.share && ` (${b.share})`}`
  );
  return [lang === 'zh' ? `${parts.join('，')}。` : `${parts.join(', ')}.`];
}

function indexSentence({ index }: Answer, lang: Lang): string[] {
  if (!index) return [];
  const base = formatPeriod(index.base, lang);
  return [lang === 'zh' ? `以${base}为100。` : `An index: ${base} is 100.`];
}

/** The ranking of each side of a comparison, with its name. */
function rankings(answer: Answer, lang: Lang): string[] {
  const [first] = answer.results;
  if (!answer.comparison || (first && !breakdownOf(first))) return rankSentences(answer, lang);
  return answer.results.flatMap((result, at) => {
    const { comparison, ...own } = answer;
    const name = comparison?.[at]?.title[lang] ?? '';
    const [first = '', ...others] = rankSentences({ ...own, results: [result] }, lang);
    return [`${name}${lang === 'zh' ? '：' : ': '}${first}`, ...others];
  });
}

function rankSentences(answer: Answer, lang: Lang): string[] {
  const bars = barsOf(answer, { lang });
  const isInOrder = isOrdered(answer.results[0] && breakdownOf(answer.results[0])?.name);
  const found = bars.filter((b) => b.value !== null && b.key !== 'null');
  if (isInOrder && found.length > 0) return orderSentences(bars, unitOf(answer.results[0]), lang);
  const known = [...found].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const unknown = bars.filter((b) => b.key === 'null' && b.value);
  const name = (b: (typeof bars)[number]) =>
    lang === 'zh'
      ? `${b.name}${b.label}${b.share && `（${b.share}）`}`
      : `${b.name} ${b.label}${b.share && ` (${b.share})`}`;
  const [first, second, third] = known;
  const last = known.at(-1);
  if (!first || !last) return [];
  const next = [second, third].flatMap((b) => (b && b !== last ? [name(b)] : []));
  const missing = bars.filter((b) => b.value === null).map((b) => b.name);
  if (lang === 'zh')
    return [
      `共${known.length}项，最多是${name(first)}${next.length > 0 ? `，其次是${next.join('、')}` : ''}${last !== first ? `，最少是${name(last)}` : ''}。`,
      ...unknown.map((b) => `${name(b)}。`),
      ...(missing.length > 0 ? [`没有数据：${missing.join('、')}。`] : [])
    ];
  return [
    `${known.length} in all: most ${name(first)}${next.length > 0 ? `, then ${next.join(', ')}` : ''}${last !== first ? `; fewest ${name(last)}` : ''}.`,
    ...unknown.map((b) => `${name(b)}.`),
    ...(missing.length > 0 ? [`No data: ${missing.join(', ')}.`] : [])
  ];
}

function publishedSentences(answer: Answer, lang: Lang): string[] {
  return answer.published.map((p) => {
    const [date, value] = [formatDate(p.asOf, lang), saidValue(p, lang, true)];
    return lang === 'zh'
      ? `${date}公布的数字是${value}（${p.source.title}；口径：${p.definition.title.zh}）。`
      : `Published for ${date}: ${value} (${p.source.title}; definition: ${p.definition.title.en}).`;
  });
}

function markSentences(answer: Answer, lang: Lang): string[] {
  return answer.marks.map((m) =>
    lang === 'zh'
      ? `${m.publisher}${formatDate(m.publishedOn, lang)}报道“${m.headline}”：${m.text}（截至${formatDate(m.asOf, lang)}）。`
      : `Report of ${formatDate(m.publishedOn, lang)}, ${m.publisher}, “${m.headline}”: ${m.text} (as of ${formatDate(m.asOf, lang)}).`
  );
}
