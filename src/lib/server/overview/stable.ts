import type { Lang } from '../../field/text.ts';
import { formatNumber } from '../../format.ts';
import type { Result } from '../../query/result.ts';
import type { Asking } from './asking.ts';
import { cell, keyOf, number, partsNote, type KeyFigure } from './key-figures.ts';
import type { StableFacts } from '../../indicators/sentences-stable.ts';

export type Stable = Record<
  'survival' | 'age' | 'filingRate' | 'missed' | 'abnormal' | 'turnover' | 'forced',
  Result | null
>;

export async function askStable({ ask }: Asking): Promise<Stable> {
  const [survival, age, filingRate, missed, abnormal, turnover, forced] = await Promise.all([
    ask('survival'),
    ask('age'),
    ask('filing_rate'),
    ask('missed_filings', { by: 'missed_years' }),
    ask('abnormal_rate'),
    ask('turnover'),
    ask('forced_exit_share')
  ]);
  return { survival, age, filingRate, missed, abnormal, turnover, forced };
}

export function stableFacts({ survival, age, filingRate, missed, abnormal }: Stable): StableFacts {
  const long = missed?.rows.find((row) => row[0] === '3+');
  return {
    survival: number(survival),
    low: number(survival, 'low'),
    high: number(survival, 'high'),
    atRisk: number(survival, 'atRisk'),
    age: number(age),
    filingYear: number(filingRate, 'filingYear'),
    filingRate: number(filingRate),
    due: number(filingRate, 'denominator'),
    filed: number(filingRate, 'numerator'),
    missedLong: missed ? (long ? (cell(missed, long, 'value') ?? 0) : 0) : null,
    abnormal: number(abnormal, 'numerator'),
    abnormalRate: number(abnormal)
  };
}

export function stableKeys(stable: Stable, lang: Lang): KeyFigure[] {
  const { low, high, filingYear, missedLong } = stableFacts(stable);
  const dash = lang === 'zh' ? '—' : '–';
  const interval =
    low === null || high === null
      ? ''
      : `${formatNumber(low, 'ratio', lang)}${dash}${formatNumber(high, 'ratio', lang)}`;
  const season = filingYear === null ? '' : lang === 'zh' ? `${filingYear} 年度` : `for ${filingYear}`;
  const long =
    missedLong === null ? '' : lang === 'zh' ? `三年以上 ${missedLong} 家` : `${missedLong} for 3+ years`;
  return [
    ...keyOf(stable.survival, interval, lang, lang === 'zh' ? '五年存续率' : 'Five-year survival'),
    ...keyOf(stable.age, '', lang),
    ...keyOf(stable.filingRate, season, lang),
    ...keyOf(totalOf(stable.missed), long, lang),
    ...keyOf(stable.abnormal, partsNote(stable.abnormal, lang), lang),
    ...keyOf(stable.turnover, '', lang),
    ...keyOf(stable.forced, partsNote(stable.forced, lang), lang)
  ];
}

/** The groups of years missed as one row: all that miss any. */
function totalOf(missed: Result | null): Result | null {
  if (!missed) return null;
  const at = missed.columns.findIndex(({ name }) => name === 'value');
  const total = missed.rows.reduce((sum, row) => sum + (typeof row[at] === 'number' ? row[at] : 0), 0);
  const row = missed.columns.map(({ name }) => (name === 'value' || name === 'numerator' ? total : null));
  return { ...missed, rows: [row] };
}
