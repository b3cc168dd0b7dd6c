import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Text } from '../field/text.ts';
import * as catalog from './catalog.ts';
import { OVERVIEW_POSITIONS } from './charts.ts';
import { audit, commit } from './commit.ts';

/** Told what is being loaded, and how much of all is done. */
export type Progress = (step: { title: Text; done: number; total: number }) => void;

interface SampleDataset {
  id: string;
  file: string;
  title: Text;
  kind: string;
  synthetic: boolean;
  knownOn: string;
  definition: string | null;
  note: Text;
}

interface SampleChart {
  position: number;
  spec: { title?: Text };
}

interface SampleCollection {
  title: Text;
  slides: unknown[];
}

/** The mark that the sample was loaded once: it is never loaded or renewed again, whatever became of it. */
const MARK = 'sample';

/**
 * Loads the sample data of `sampleDir` on a first start; later starts load nothing. A dataset that is already
 * there (a user's, or one of a first start that was cut short) is left as it is.
 */
export async function loadSample(
  dataDir: string,
  sampleDir: string,
  release: string,
  progress?: Progress
): Promise<void> {
  const list = join(sampleDir, 'datasets.json');
  if (catalog.get('SELECT 1 FROM setting WHERE key = ?', MARK) || !existsSync(list)) return;
  const samples = JSON.parse(readFileSync(list, 'utf8')) as SampleDataset[];
  for (const [done, sample] of samples.entries()) {
    progress?.({ title: sample.title, done, total: samples.length });
    if (catalog.get('SELECT 1 FROM dataset WHERE id = ?', sample.id)) continue;
    const bytes = readFileSync(join(sampleDir, sample.file));
    const { id, file, title, kind, synthetic, knownOn, definition, note } = sample;
    const about = { title, kind, synthetic, knownOn, note, ...(definition === null ? {} : { definition }) };
    await commit(dataDir, {
      dataset: id,
      bytes,
      filename: file,
      mode: 'replace',
      by: 'sample',
      sample: true,
      ...about
    });
  }
  catalog.transaction(() => {
    loadCharts(join(sampleDir, 'charts'));
    loadCollections(join(sampleDir, 'collections'));
    loadReports(join(sampleDir, 'reports'));
    catalog.run('INSERT INTO setting (key, value) VALUES (?, ?)', MARK, JSON.stringify({ release }));
  });
  progress?.({ title: { zh: '完成', en: 'done' }, done: samples.length, total: samples.length });
}

/** The overview's charts belong to the product and stay when the sample goes. */
function loadCharts(folder: string): void {
  for (const name of filesOf(folder, '.json')) {
    const chart = JSON.parse(readFileSync(join(folder, name), 'utf8')) as SampleChart;
    const slug = basename(name, '.json');
    const { zh, en } = chart.spec.title ?? { zh: slug, en: slug };
    catalog.run(
      `INSERT OR IGNORE INTO chart (slug, spec, title_zh, title_en, position, sample)
       VALUES (?, ?, ?, ?, ?, ?)`,
      ...[slug, JSON.stringify(chart.spec), zh, en, chart.position],
      chart.position <= OVERVIEW_POSITIONS ? 0 : 1
    );
  }
}

/** A collection is kept as its file has it: unpinned until it is first presented. */
function loadCollections(folder: string): void {
  for (const name of filesOf(folder, '.json')) {
    const { title, slides } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as SampleCollection;
    catalog.run(
      'INSERT OR IGNORE INTO collection (slug, title_zh, title_en, slides, sample) VALUES (?, ?, ?, ?, 1)',
      ...[basename(name, '.json'), title.zh, title.en, JSON.stringify(slides)]
    );
  }
}

function loadReports(folder: string): void {
  for (const [position, name] of filesOf(folder, '.md').entries()) {
    const source = readFileSync(join(folder, name), 'utf8');
    const sql = 'INSERT OR IGNORE INTO report (slug, source, position, sample) VALUES (?, ?, ?, 1)';
    catalog.run(sql, basename(name, '.md'), source, position + 1);
  }
}

function filesOf(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => extname(name) === ending && !name.startsWith('README'))
    .sort();
}

/**
 * Removes all sample data: every version that came with the software, also under a user's, and the sample's charts
 * and reports. Files that no row names are swept at the next start. Returns the datasets that are gone.
 */
export function removeSample(
  by: string,
  now = new Date()
): { datasets: string[]; charts: number; reports: number } {
  return catalog.transaction(() => {
    catalog.run('DELETE FROM version WHERE sample = 1');
    const mine = catalog.all<{ id: string }>(
      'SELECT id FROM dataset WHERE id NOT IN (SELECT dataset FROM version) ORDER BY id'
    );
    for (const { id } of mine) catalog.run('DELETE FROM dataset WHERE id = ?', id);
    const count = (table: 'chart' | 'report') => {
      const { n = 0 } =
        catalog.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE sample = 1`) ?? {};
      catalog.run(`DELETE FROM ${table} WHERE sample = 1`);
      return n;
    };
    const removed = { datasets: mine.map(({ id }) => id), charts: count('chart'), reports: count('report') };
    catalog.run('DELETE FROM collection WHERE sample = 1');
    audit(now, by, 'remove sample');
    return removed;
  });
}

/** Whether anything of the sample is still there. */
export function hasSample(): boolean {
  const sql = `SELECT 1 FROM version WHERE sample = 1 UNION ALL SELECT 1 FROM report WHERE sample = 1 LIMIT 1`;
  return catalog.get(sql) !== undefined;
}
