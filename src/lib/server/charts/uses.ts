import { Refusal } from '../../error.ts';
import * as catalog from '../catalog.ts';
import * as charts from '../charts.ts';
import * as collections from '../collections.ts';
import { refsOf } from '../decks/slides.ts';
import * as pins from '../pins.ts';
import { currentSlug } from '../slugs.ts';

/** What names a chart: its pins, the collections that show it, and the decks made of it. */
export interface Uses {
  pins: number[];
  collections: { slug: string; title: { zh: string; en: string } }[];
  decks: { title: string; at: string }[];
}

export function usesOf(slug: string): Uses {
  const names = (one: string) => currentSlug('chart', one) === slug;
  const decks = catalog.all<{ title: string; charts: string; at: string }>(
    'SELECT title, charts, at FROM deck ORDER BY at DESC'
  );
  return {
    pins: pins.list(slug).map(({ pin }) => pin),
    collections: collections
      .list()
      .filter(({ slides }) => slides.some((slide) => refsOf(slide).some((ref) => names(ref.slug))))
      .map(({ slug, title }) => ({ slug, title })),
    decks: decks
      .filter((deck) => (JSON.parse(deck.charts) as string[]).some(names))
      .map(({ title, at }) => ({ title, at }))
  };
}

/** Writes down that a deck was made of these charts, once for each title and choice. */
export function rememberDeck(title: string, slugs: readonly string[], now: Date): void {
  const named = JSON.stringify([...new Set(slugs)]);
  const sql = 'SELECT 1 FROM deck WHERE title = ? AND charts = ?';
  if (catalog.get(sql, title, named)) return;
  catalog.run('INSERT INTO deck (title, charts, at) VALUES (?, ?, ?)', title, named, now.toISOString());
}

/** Deletes a chart. Refuses (409 `chart-in-use`) while collections show it, unless that is `accepted`. */
export function removeChart(slug: string, accepted: boolean): void {
  const uses = usesOf(charts.read(slug).slug);
  if (uses.collections.length > 0 && !accepted) throw inUse(slug, uses);
  charts.remove(slug);
}

function inUse(slug: string, uses: Uses): Refusal {
  const named = (lang: 'zh' | 'en') => uses.collections.map(({ title }) => title[lang]).slice(0, 10);
  const [made, decks] = [uses.pins.length, uses.decks.length];
  return new Refusal(
    409,
    'chart-in-use',
    {
      zh: `图表“${slug}”有 ${made} 份定稿，用在图集 ${named('zh').join('、')} 和 ${decks} 份幻灯片中。确实要删除时，请加上 ?accept=1；定稿不受影响，图集照旧显示定稿。`,
      en: `The chart “${slug}” has ${made} pins and stands in the collections ${named('en').join(', ')} and in ${decks} decks. To delete it all the same, add ?accept=1; pins stay, and collections go on showing them.`
    },
    uses
  );
}
