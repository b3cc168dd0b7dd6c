import type { Lang } from '../field/text.ts';
import { formatNumber, formatSigned } from '../format.ts';
import type { Question } from '../indicators/indicator.ts';
import { findIndicator } from '../indicators/registry.ts';
import { askingOf } from './asking.ts';
import * as datasets from './datasets.ts';
import { number } from './key-figures.ts';

/** The one figure of each question that says whether a new version moved it. */
const WATCHED: Record<Question, string> = {
  many: 'stock',
  fast: 'growth',
  stable: 'survival',
  good: 'graded_share'
};

/** What the registry's newest version changed at a place and day against the version before: a line per question. */
export async function changesSince(
  region: string,
  asOf: string,
  lang: Lang
): Promise<Partial<Record<Question, string>>> {
  const [, before] = datasets.versions('organizations');
  if (!before) return {};
  const { ask } = askingOf(region, asOf);
  const lines = await Promise.all(
    Object.entries(WATCHED).map(async ([question, id]) => {
      const [now, then] = await Promise.all([ask(id), ask(id, { version: before.version })]);
      const [value, earlier] = [number(now), number(then)];
      const indicator = findIndicator(id);
      if (!indicator || value === earlier) return [question, undefined];
      const format = id === 'growth' ? formatSigned : formatNumber;
      const [from, to] = [format(earlier, indicator.unit, lang), format(value, indicator.unit, lang)];
      const line =
        lang === 'zh'
          ? `较第 ${before.version} 版：${indicator.title.zh} ${from} → ${to}`
          : `Since version ${before.version}: ${indicator.title.en.toLowerCase()} ${from} → ${to}`;
      return [question, line];
    })
  );
  return Object.fromEntries(lines) as Partial<Record<Question, string>>;
}
