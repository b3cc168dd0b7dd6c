import * as catalog from '../catalog.ts';
import * as charts from '../charts.ts';
import { read } from './store.ts';
import { Refusal } from '../../error.ts';

/** A figure put on a chart by hand, or taken off one on which the rules would put it. */
export interface Link {
  chart: string;
  slug: string;
  figure: string;
  isLinked: boolean;
}

/** Every link made by hand, by chart. */
export const links: () => readonly Link[] = catalog.untilWritten(() =>
  catalog
    .all<{ chart: string; slug: string; figure: string; linked: number }>(
      'SELECT chart, slug, figure, linked FROM report_link ORDER BY chart, slug, figure'
    )
    .map(({ linked, ...link }) => ({ ...link, isLinked: linked === 1 }))
);

/** Puts a figure on a chart or takes it off; null leaves it to the rules again. Refuses (404) what there is not. */
export function setLink(chart: string, slug: string, figure: string, isLinked: boolean | null): void {
  charts.read(chart);
  if (!read(slug).figures.some(({ id }) => id === figure)) {
    throw new Refusal(404, 'unknown-figure', {
      zh: `报道“${slug}”里没有编号 ${figure} 的数字。`,
      en: `The report “${slug}” has no figure ${figure}.`
    });
  }
  if (isLinked === null) {
    catalog.run('DELETE FROM report_link WHERE chart = ? AND slug = ? AND figure = ?', chart, slug, figure);
    return;
  }
  const sql = 'INSERT OR REPLACE INTO report_link (chart, slug, figure, linked) VALUES (?, ?, ?, ?)';
  catalog.run(sql, chart, slug, figure, isLinked ? 1 : 0);
}
