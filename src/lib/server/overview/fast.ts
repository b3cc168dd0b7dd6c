import { yearsBefore } from '../../field/period.ts';
import type { Lang } from '../../field/text.ts';
import { formatSigned } from '../../format.ts';
import type { Result } from '../../query/result.ts';
import type { Asking } from './asking.ts';
import { keyOf, number, type KeyFigure } from './key-figures.ts';

export type Fast = Record<
  'growth' | 'growthBefore' | 'entries' | 'exits' | 'net' | 'entryRate' | 'exitRate' | 'cagr',
  Result | null
>;

export async function askFast({ ask, asOf }: Asking): Promise<Fast> {
  const [growth, growthBefore, entries, exits, net, entryRate, exitRate, cagr] = await Promise.all([
    ask('growth'),
    ask('growth', { asOf: yearsBefore(asOf, 1) }),
    ask('entries'),
    ask('exits'),
    ask('net'),
    ask('entry_rate'),
    ask('exit_rate'),
    ask('cagr')
  ]);
  return { growth, growthBefore, entries, exits, net, entryRate, exitRate, cagr };
}

export function fastKeys(fast: Fast, lang: Lang): KeyFigure[] {
  const before = number(fast.growthBefore);
  const yearBefore =
    before === null ? '' : `${lang === 'zh' ? '上年' : 'year before'} ${formatSigned(before, 'ratio', lang)}`;
  return [
    ...keyOf(fast.growth, yearBefore, lang),
    ...keyOf(fast.net, '', lang),
    ...keyOf(fast.entries, '', lang),
    ...keyOf(fast.exits, '', lang),
    ...keyOf(fast.entryRate, '', lang),
    ...keyOf(fast.exitRate, '', lang),
    ...keyOf(fast.cagr, lang === 'zh' ? '近五年' : 'five years', lang)
  ];
}
