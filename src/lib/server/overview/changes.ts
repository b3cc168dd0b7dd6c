import type { Lang } from '../../field/text.ts';
import { formatNumber, formatSigned } from '../../format.ts';
import { QUESTIONS, type Question } from '../../indicators/indicator.ts';
import { findIndicator } from '../../indicators/registry.ts';
import type { Query } from '../../query/query.ts';
import { ask } from '../answers.ts';
import { unlessMissing } from './asking.ts';
import * as datasets from '../datasets.ts';
import { number } from './key-figures.ts';

/** The figures of each question that say whether a new version moved it. */
const WATCHED: Record<Question, readonly string[]> = {
  many: ['stock', 'density'],
  fast: ['growth', 'entries', 'exits'],
  stable: ['survival', 'filing_rate', 'abnormal_rate'],
  good: ['graded_share', 'grades_lapsing']
};

/** The datasets that the figures come from. */
const SOURCES = ['organizations', 'filings', 'credit_lists', 'statistics'];

/**
 * What the newest version of all changed at a place and day against the version before it of the same dataset: a line
 * for each question one of whose figures reads otherwise.
 */
export async function changesSince(
  region: string,
  asOf: string,
  lang: Lang
): Promise<Partial<Record<Question, string>>> {
  const before = lastReplaced();
  if (!before) return {};
  const isRegistry = before.dataset === 'organizations';
  const lines = await Promise.all(
    QUESTIONS.map(async (question) => {
      const moved = await Promise.all(
        WATCHED[question].map(async (indicator) => {
          const query: Query = { dataset: 'organizations', indicator, region, asOf };
          const [now, then] = await Promise.all([
            unlessMissing(ask(query), []),
            unlessMissing(isRegistry ? ask({ ...query, version: before.version }) : ask(query, before), [])
          ]);
          return now && then ? movedText(indicator, number(then), number(now), lang) : '';
        })
      );
      const found = moved.filter((text) => text !== '');
      return [question, found.length > 0 ? lineOf(before, found, lang) : undefined];
    })
  );
  return Object.fromEntries(lines) as Partial<Record<Question, string>>;
}

/** The version that the newest commit to one of the sources took the place of. */
function lastReplaced(): datasets.Version | undefined {
  const known = datasets.list().map(({ id }) => id);
  const newest = SOURCES.filter((id) => known.includes(id))
    .map((id) => datasets.versions(id))
    .sort(([a], [b]) => (b?.committedAt ?? '').localeCompare(a?.committedAt ?? ''));
  return newest[0]?.[1];
}

/** 存量 471 → 475; nothing where the two read alike. */
function movedText(id: string, before: number | null, now: number | null, lang: Lang): string {
  const indicator = findIndicator(id);
  const format = id === 'growth' ? formatSigned : formatNumber;
  const [from, to] = [format(before, indicator?.unit, lang), format(now, indicator?.unit, lang)];
  if (!indicator || from === to) return '';
  return `${lang === 'zh' ? indicator.title.zh : indicator.title.en.toLowerCase()} ${from} → ${to}`;
}

function lineOf({ dataset, version }: datasets.Version, moved: string[], lang: Lang): string {
  const { title } = datasets.read(dataset);
  return lang === 'zh'
    ? `较${title.zh}第 ${version} 版：${moved.join('，')}`
    : `Since version ${version} of ${title.en.toLowerCase()}: ${moved.join(', ')}`;
}
