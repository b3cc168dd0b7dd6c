import type { Clock, FoundDate } from './dates.ts';
import { capitalised, MONTH, monthEnd } from './english-months.ts';
import type { MeasuredNumber } from './numbers.ts';
import { clean } from './numerals.ts';
import { ENGLISH_BEFORE } from './precision-words.ts';
import { ENGLISH_UNITS } from './units.ts';

/** True for a paragraph in English: more Latin letters than Chinese characters. */
export function isEnglish(text: string): boolean {
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  return latin > 20 && latin > 3 * (text.match(/\p{Script=Han}/gu)?.length ?? 0);
}

const SCALES: Record<string, number> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12
};
const BEFORE = ENGLISH_BEFORE.map(([words]) => words).join('|');
const UNITS = ENGLISH_UNITS.map(([pattern], at) => `(?<u${at}>${pattern})`).join('|');
const FIGURE = new RegExp(
  `(?<![A-Za-z\\d.\\-])(?:(?<before>${BEFORE})\\s+)?(?<currency>RMB|CNY|USD|US\\$|\\$|¥)?\\s?(?<sign>-)?(?<number>\\d{1,3}(?:,\\d{3})+|\\d+)(?<decimals>\\.\\d+)?` +
    `(?:\\s?(?:-|–|to|and)\\s?(?<to>\\d[\\d,]*(?:\\.\\d+)?))?(?:\\s(?<scale>hundred|thousand|million|billion|trillion))?(?:\\s?(?:${UNITS}))?(?![A-Za-z\\d])`,
  'gi'
);

const BESIDE =
  /^ (?:(?:more|fewer) than (?:a|the) year (?:before|earlier)|of (?:the |its |all )*[\d,]+ [a-z -]*organi[sz]ations)\b/i;

/** The measured numbers of an English paragraph; bare numbers only with a word of precision before them. */
export function englishNumbers(rest: string): MeasuredNumber[] {
  return [...rest.matchAll(FIGURE)].flatMap((match) => {
    const g = match.groups ?? {};
    const index = ENGLISH_UNITS.findIndex((_, at) => g[`u${at}`] !== undefined);
    const unit =
      index >= 0
        ? (ENGLISH_UNITS[index]?.[1] ?? '')
        : g.currency
          ? /\$|USD/.test(g.currency)
            ? '美元'
            : '元'
          : '';
    const said = ENGLISH_BEFORE.find(([words]) =>
      words.split('|').includes((g.before ?? '').toLowerCase())
    )?.[1];
    // 1,925 of 2,035 organizations, 23 more than a year before: counted like those beside them.
    const isBeside = BESIDE.test(rest.slice(match.index + match[0].length));
    const isYear = /^(?:19|20)\d{2}$/.test(g.number ?? '') && !g.decimals;
    if (unit === '' && !isBeside && (said === undefined || isYear) && !g.scale) return [];
    const factor = SCALES[(g.scale ?? '').toLowerCase()] ?? 1;
    const value = Number((g.number ?? '').replaceAll(',', '') + (g.decimals ?? '')) * factor;
    const isRate = unit === '%' || unit === '个百分点';
    const precision = said?.precision ?? (isRate || (g.decimals && factor > 1) ? 'rounded' : 'exact');
    const valueTo = g.to === undefined ? undefined : clean(Number(g.to.replaceAll(',', '')) * factor);
    if (valueTo !== undefined && / and /.test(match[0]) && !/between\s*$/i.test(rest.slice(0, match.index)))
      return [];
    return [
      {
        start: match.index + match[0].length - match[0].trimStart().length,
        end: match.index + match[0].trimEnd().length,
        value: clean(g.sign && isRate ? -value : value),
        ...(valueTo === undefined ? {} : { valueTo }),
        unit: unit === '' && isBeside ? '家' : unit,
        precision,
        ...(said?.isBound ? { isBound: true as const } : {}),
        roundedTo: clean(factor * 10 ** -Math.max(0, (g.decimals ?? '').length - 1))
      }
    ];
  });
}

const YEAR = '(?<year>(?:19|20)\\d{2})';
const DATES: readonly (readonly [RegExp, FoundDate['grain']])[] = [
  [new RegExp(`(?<month>${MONTH})\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+${YEAR}`, 'g'), 'day'],
  [new RegExp(`(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s+(?<month>${MONTH}),?\\s+${YEAR}`, 'g'), 'day'],
  [new RegExp(`(?:end of )?(?<month>${MONTH}),?\\s+${YEAR}`, 'g'), 'month'],
  [new RegExp(`(?<month>${MONTH})\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)`, 'g'), 'day'],
  [
    new RegExp(
      `(?:end of |year-end |in |since |from |to |by |at )?(?<![\\d,])${YEAR}(?![\\d,%])(?! (?:social|organi|associat|people|million))`,
      'g'
    ),
    'year'
  ],
  [/(?:last|previous) year(?:'s end)?/g, 'year']
];

/** The dates of an English paragraph, in order. */
export function englishDates(plain: string, { publishedOn }: Clock): FoundDate[] {
  let rest = plain;
  const found: FoundDate[] = [];
  for (const [pattern, grain] of DATES) {
    for (const match of rest.matchAll(pattern)) {
      const year =
        match.groups?.year ??
        (/last|previous/.test(match[0])
          ? String(Number(publishedOn.slice(0, 4)) - 1)
          : publishedOn.slice(0, 4));
      const month = match.groups?.month ? capitalised(match.groups.month) : 12;
      const asOf = monthEnd(year, month, match.groups?.day);
      if (asOf === undefined) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      rest = rest.slice(0, start) + '\u0001'.repeat(end - start) + rest.slice(end);
      const isBase =
        /(?:than|from|since|over|compared (?:with|to)|(?:up|down) from)(?: the)?\s*$/.test(
          plain.slice(0, start)
        ) || /^(?:since|from)/.test(match[0]);
      found.push({
        start,
        end,
        text: match[0],
        asOf:
          asOf > publishedOn && grain === 'year' && year >= publishedOn.slice(0, 4)
            ? later(asOf, publishedOn)
            : asOf,
        grain,
        isBase
      });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The end of the year under way counts when it is at most a month ahead of the day of publication. */
function later(asOf: string, publishedOn: string): string {
  return publishedOn.slice(5, 7) === '12' ? asOf : publishedOn;
}
