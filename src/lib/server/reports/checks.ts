import { isPlaceOpen, type Article, type Figure } from '../../reports/article.ts';
import { filedYear } from '../../reports/filings.ts';
import { placeOfPart, publishedName } from '../../reports/part.ts';
import { checkFigure, type Check, type Evidence, type Own } from '../../reports/check.ts';
import type { Precision } from '../../field/precision.ts';
import type { Verdict } from '../../field/verdict.ts';
import { isRefusal } from '../../error.ts';
import { addDays } from '../../field/period.ts';
import type { Query } from '../../query/query.ts';
import { ask } from '../answers.ts';
import * as catalog from '../catalog.ts';
import * as datasets from '../datasets.ts';
import { publishedFor } from '../answers/published.ts';
import { familyOf, list } from './store.ts';
import { tolerances } from './tables.ts';

/** Indicators that the registry answers for one place and day; the flows are of the year up to that day. */
const ANSWERABLE = new Set([
  'stock',
  'growth',
  'entries',
  'exits',
  'net',
  'filing_rate',
  'missed_filings',
  'share_of_all',
  'party_coverage',
  'abnormal_rate',
  'graded_share',
  'charity_share',
  'survival',
  'density'
]);
const AHEAD_DAYS = 7;
const FILINGS = new Set(['filing_rate', 'missed_filings']);
const FLOWS = new Set(['entries', 'exits', 'net']);

/**
 * A figure held against the registry (by the query that draws the chart) and against published figures of other
 * sources; `then` is the same against the version that was known when the report came out, if that was another.
 */
export async function check(article: Article, figure: Figure): Promise<Check> {
  if (isPlaceOpen(figure)) return ofNoPlace(figure);
  const family = familyOf(article);
  const own: Own = {
    urls: family.flatMap(({ url }) => (url === null ? [] : [url])),
    headlines: [article, ...family].map(({ headline }) => headline)
  };
  const definition = datasets.list().find(({ id }) => id === 'organizations')?.definition ?? null;
  const terms = { definition, tolerances: tolerances() };
  const published = await publishedEvidence(figure);
  const now = checkFigure(figure, [...(await registryEvidence(figure)), ...published], own, terms);
  const version = knownThen(article.publishedOn);
  if (version === undefined) return now;
  const then = checkFigure(figure, [...(await registryEvidence(figure, version)), ...published], own, terms);
  const { verdict, value, reason } = then;
  return then.verdict === now.verdict && then.value === now.value
    ? now
    : { ...now, then: { verdict, value, version, reason } };
}

/** A density in as many digits as the figure has: 2.13 is 2.1 家 to a report that prints tenths. */
function asPrinted(value: number, { indicator, roundedTo = 0.1 }: Figure): number {
  return indicator === 'density' ? Number((Math.round(value / roundedTo) * roundedTo).toFixed(6)) : value;
}

function ofNoPlace({ indicator, guessedPlace: words }: Figure): Check {
  return {
    ...{ verdict: 'no-data', value: null, dataset: null, version: null, indicator, synthetic: false },
    reason: {
      zh: `文中没有说明“${words}”是哪一处，先不核对；更正地区或确认以后再核对。`,
      en: `The text leaves open which place “${words}” is; it is checked once the place is corrected or confirmed.`
    }
  };
}

/** How many figures got which verdict; synthetic checks do not count. */
export function tally(checks: readonly Check[]): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict, synthetic } of checks) {
    if (!synthetic) counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}

/** The newest version of the registry known by a day, when it is not the newest of all. */
function knownThen(day: string): number | undefined {
  if (!datasets.list().some(({ id }) => id === 'organizations')) return undefined;
  const [newest, ...older] = datasets.versions('organizations');
  if (!newest || newest.knownOn <= day) return undefined;
  return older.find(({ knownOn }) => knownOn <= day)?.version;
}

async function registryEvidence(figure: Figure, version?: number): Promise<Evidence[]> {
  const registry = datasets.list().find(({ id }) => id === 'organizations');
  const { indicator } = figure;
  const isFlow = FLOWS.has(indicator ?? '');
  if (!registry || indicator === null || !ANSWERABLE.has(indicator) || figure.region === '100000') return [];
  // Types of another definition than the registry's own are no evidence for one another.
  if (
    figure.type &&
    !FILINGS.has(indicator) &&
    figure.definition !== null &&
    figure.definition !== registry.definition
  )
    return [];
  if (isFlow && !figure.asOf.endsWith('-12-31')) return [];
  // A report of the 29th speaks of the end of the month: a few days ahead of what the office knew is the same state.
  const { knownOn } = datasets.readVersion('organizations', version);
  const asOf = figure.asOf > addDays(knownOn, AHEAD_DAYS) ? knownOn : figure.asOf;
  const { column, by, group } = placeOfPart(figure.part ?? null);
  const query: Query = {
    ...{ dataset: 'organizations', indicator, region: figure.region, asOf },
    ...(by ? { by } : {}),
    ...(figure.type ? { where: [{ column: 'type', op: '=' as const, value: figure.type }] } : {}),
    ...(version === undefined ? {} : { version })
  };
  try {
    const result = await ask(query);
    const at = result.columns.findIndex(({ name }) => name === column);
    const row = by ? result.rows.find((cells) => cells[0] === group) : result.rows[0];
    const value = row?.[at];
    const isRatio = result.columns[at]?.unit === 'ratio';
    // A count is never held against a rate.
    if (typeof value !== 'number' || isRatio !== (figure.unit === '%')) return [];
    return [
      {
        ...{ dataset: 'organizations', version: result.version, indicator, asOf },
        value: isRatio ? Number((value * 100).toFixed(6)) : asPrinted(value, figure),
        definition: result.definition.id,
        title: registry.title,
        sourceUrl: null,
        synthetic: result.synthetic
      }
    ];
  } catch (cause) {
    // What the data cannot answer (a missing table, a place it does not know) is no evidence.
    if (isRefusal(cause) && cause.status < 500) return [];
    throw cause;
  }
}

async function publishedEvidence(figure: Figure): Promise<Evidence[]> {
  // Who came to one event is no measure of who came to another.
  if (figure.indicator === null || figure.indicator === 'attendance') return [];
  const name = publishedName(figure.indicator, figure.part ?? null);
  if (name === null) return [];
  const { rows, version } = await publishedFor(name, figure.region, figure.type ?? null);
  // Filings are published by the year filed about, and told by a day after it.
  const dayOf = (asOf: string) =>
    FILINGS.has(figure.indicator ?? '') && filedYear(figure.asOf) === Number(asOf.slice(0, 4))
      ? figure.asOf
      : asOf;
  return rows.map((row) => ({
    dataset: 'statistics',
    version,
    indicator: figure.indicator ?? '',
    value: row.value,
    precision: row.precision as Precision,
    asOf: dayOf(row.asOf),
    definition: row.definition,
    title: { zh: row.source.title, en: row.source.title },
    sourceUrl: row.source.url,
    synthetic: false
  }));
}

/** A verdict that another state of the data changed. */
export interface Flip {
  at: string;
  slug: string;
  figure: string;
  before: Verdict;
  after: Verdict;
  value: number | null;
  data: string;
}

const MARK = 'reports-checked';
let running: Promise<void> | undefined;

/** Checks every figure again when the data has moved since the last time, and writes down what flipped. */
export function refresh(now = new Date()): Promise<void> {
  running ??= recheck(now).finally(() => (running = undefined));
  return running;
}

async function recheck(now: Date): Promise<void> {
  const data = datasets
    .list()
    .filter(({ id }) => id === 'organizations' || id === 'statistics' || id === 'filings')
    .map(({ id, version }) => `${id} ${version}`)
    .join(' · ');
  const before = catalog.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', MARK)?.value;
  if (before === data) return;
  const known = new Map(
    catalog
      .all<{ slug: string; figure: string; verdict: Verdict }>(
        'SELECT slug, figure, verdict FROM report_check'
      )
      .map(({ slug, figure, verdict }) => [`${slug} ${figure}`, verdict])
  );
  const checked: { slug: string; id: string; verdict: Verdict; value: number | null }[] = [];
  for (const article of list()) {
    for (const figure of article.figures) {
      const { verdict, value } = await check(article, figure);
      checked.push({ slug: article.slug, id: figure.id, verdict, value });
    }
  }
  catalog.transaction(() => {
    catalog.run('DELETE FROM report_check');
    for (const { slug, id, verdict, value } of checked) {
      catalog.run(
        'INSERT INTO report_check (slug, figure, verdict, value) VALUES (?, ?, ?, ?)',
        slug,
        id,
        verdict,
        value
      );
      const old = known.get(`${slug} ${id}`);
      if (before === undefined || old === undefined || old === verdict) continue;
      catalog.run(
        'INSERT INTO report_flip (at, slug, figure, before, after, value, data) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[now.toISOString(), slug, id, old, verdict, value, data]
      );
    }
    catalog.run('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)', MARK, data);
  });
}

/** The verdicts that the data changed, newest first. */
export function flips(): Flip[] {
  return catalog.all<Flip>(
    'SELECT at, slug, figure, before, after, value, data FROM report_flip ORDER BY at DESC, slug, figure LIMIT 50'
  );
}
