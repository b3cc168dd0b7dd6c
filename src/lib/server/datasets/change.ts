import { z } from 'zod';
import { findIndicator } from '../../indicators/registry.ts';
import { validate } from '../../query/validate.ts';
import { Refusal } from '../../error.ts';
import * as catalog from '../catalog.ts';
import * as charts from '../charts.ts';
import { audit, inTurn, requireNewest } from '../commit.ts';
import * as datasets from '../datasets.ts';
import * as pins from '../pins.ts';
import * as uploads from '../uploads.ts';

const words = z.string().trim().min(1).max(200);

/** A new title, in one language for both or in each. */
export const titleSchema = z.strictObject({
  title: z.union([words, z.strictObject({ zh: words, en: words })])
});

/** Renames a dataset for readers; its id stays. Refuses (400) a body without a title. */
export function rename(id: string, body: unknown, by: string, now = new Date()): datasets.Dataset {
  datasets.read(id);
  const { title } = validate(titleSchema, body, 'bad-dataset', { zh: '数据集', en: 'The dataset' });
  const { zh, en } = typeof title === 'string' ? { zh: title, en: title } : title;
  catalog.transaction(() => {
    catalog.run('UPDATE dataset SET title_zh = ?, title_en = ? WHERE id = ?', zh, en, id);
    audit(now, by, `rename ${id} “${zh}”`);
  });
  return datasets.read(id);
}

/** What reads a dataset: saved charts, and pins that were made from it. */
export interface Dependents {
  charts: string[];
  pins: { slug: string; pin: number }[];
}

export function dependentsOf(id: string): Dependents {
  const using = charts.list().filter(({ spec }) => {
    const indicators = [spec.query.indicator ?? '', ...(spec.also ?? [])];
    const needed = indicators.flatMap((one) => Object.keys(findIndicator(one)?.needs ?? {}));
    return spec.query.dataset === id || needed.includes(id);
  });
  const slugs = catalog.all<{ slug: string }>('SELECT DISTINCT slug FROM pin ORDER BY slug');
  const made = slugs.flatMap(({ slug }) =>
    pins.list(slug).flatMap(({ pin, versions }) => (versions[id] === undefined ? [] : [{ slug, pin }]))
  );
  return { charts: using.map(({ slug }) => slug), pins: made };
}

/**
 * Deletes a dataset with all its versions, and their files unless others name them. Refuses (409 `dataset-in-use`)
 * while charts or pins use it, unless that is `accepted`; pins keep their answers. Refuses (409 `data-moved-on`) when
 * `newest` is given and another version is by now.
 */
export function remove(
  dataDir: string,
  id: string,
  by: string,
  { accepted = false, now = new Date(), newest }: { accepted?: boolean; now?: Date; newest?: number } = {}
): Promise<void> {
  return inTurn(async () => {
    datasets.read(id);
    requireNewest(id, newest);
    const dependents = dependentsOf(id);
    const count = dependents.charts.length + dependents.pins.length;
    if (count > 0 && !accepted) throw inUse(id, dependents);
    const versions = datasets.versions(id);
    catalog.transaction(() => {
      catalog.run('DELETE FROM version WHERE dataset = ?', id);
      catalog.run('DELETE FROM dataset WHERE id = ?', id);
      for (const upload of uploads.list()) {
        if (upload.outcome?.committed?.dataset === id) uploads.forget(upload.id);
      }
      audit(now, by, `delete ${id}`);
    });
    for (const { file, originals } of versions) {
      uploads.removeUnnamed(dataDir, { file });
      for (const { sha256 } of originals) uploads.removeUnnamed(dataDir, { sha256 });
    }
  });
}

function inUse(id: string, dependents: Dependents): Refusal {
  const { charts: slugs, pins: made } = dependents;
  const named = [...slugs, ...made.map(({ slug, pin }) => `${slug} #${pin}`)].slice(0, 10).join('、');
  return new Refusal(
    409,
    'dataset-in-use',
    {
      zh: `数据集 ${id} 正被 ${slugs.length} 张图表和 ${made.length} 份定稿使用（${named}）。确实要删除时，请加上 ?accept=1；定稿不受影响。`,
      en: `${id} is used by ${slugs.length} charts and ${made.length} pins (${named}). To delete it all the same, add ?accept=1; pins keep their answers.`
    },
    dependents
  );
}
