import type { Lang } from '../field/text.ts';
import { formatNumber, formatYears } from '../format.ts';
import type { Result } from '../query/result.ts';
import { resultName } from './rows.ts';
import type { Answer } from './spec.ts';
import { word } from './words.ts';

/** The years of life that are marked, told and written out. */
export const MARKED_YEARS = [1, 3, 5] as const;

/** S at a whole number of years; `low` and `high` are its 95 % interval, null where there is none. */
export interface Survived {
  years: number;
  value: number;
  low: number | null;
  high: number | null;
  atRisk: number | null;
}

export interface Curve {
  key: string;
  name: string;
  points: Survived[];
}

/** A curve a result, as far as something was observed; a result without years or values has no points. */
export function curvesOf(answer: Answer, lang: Lang): Curve[] {
  return answer.results.map((result, at) => ({
    key: String(at),
    name: resultName(answer, at, lang),
    points: pointsOf(result)
  }));
}

function pointsOf(result: Result): Survived[] {
  const place = new Map(result.columns.map(({ name }, at) => [name, at]));
  return result.rows
    .flatMap((row): Survived[] => {
      const at = (name: string) => {
        const cell = row[place.get(name) ?? -1];
        return typeof cell === 'number' ? cell : null;
      };
      const [years, value] = [at('years'), at('value')];
      if (years === null || value === null) return [];
      return [{ years, value, low: at('low'), high: at('high'), atRisk: at('atRisk') ?? at('numerator') }];
    })
    .sort((a, b) => a.years - b.years);
}

/** The 95 % interval as it is read, or ''. */
export function intervalText({ low, high }: Survived, lang: Lang): string {
  if (low === null || high === null) return '';
  const dash = lang === 'zh' ? '—' : '–';
  return `${formatNumber(low, 'ratio', lang)}${dash}${formatNumber(high, 'ratio', lang)}`;
}

/** S(1), S(3) and S(5) of every curve, each with its interval and the number at risk. */
export function survivalSentences(answer: Answer, lang: Lang): string[] {
  const curves = curvesOf(answer, lang);
  if (curves.every(({ points }) => !points.some((p) => p.years > 0))) return [word('empty', lang)];
  return curves.map(({ name, points }) => {
    const parts = MARKED_YEARS.map((years) => {
      const point = points.find((p) => p.years === years);
      return point ? saidAt(point, lang) : unseen(years, lang);
    });
    return lang === 'zh'
      ? `${name && `${name}：`}登记${parts.join('；')}。`
      : `${name ? `${name}: survival` : 'Survival'} ${parts.join('; ')}.`;
  });
}

function saidAt(point: Survived, lang: Lang): string {
  const [value, interval] = [formatNumber(point.value, 'ratio', lang), intervalText(point, lang)];
  const atRisk = formatNumber(point.atRisk, '家', lang);
  if (lang === 'zh')
    return `满${point.years}年的存续率${value}（${interval && `95%置信区间${interval}，`}当时仍在观察${atRisk}家）`;
  return `after ${formatYears(point.years, lang, true)} ${value} (${interval && `95% interval ${interval}, `}${atRisk} still at risk)`;
}

function unseen(years: number, lang: Lang): string {
  return lang === 'zh'
    ? `满${years}年的观察时间不够`
    : `after ${formatYears(years, lang, true)} not observed for long enough`;
}
