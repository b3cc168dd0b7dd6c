import type { Answer } from '../../charts/spec.ts';
import { canBeIndexed, indexed } from '../../query/indexed.ts';
import { ask, tableInfo } from '../answers.ts';
import { finished } from './finish.ts';
import { requireReach } from './reach.ts';
import { asShares } from './shares.ts';
import type { Answerable } from '../charts.ts';
import { readSettings } from '../settings.ts';

/** The datasets whose rows belong to places; a chart of any other knows of no region. */
export function isOfPlaces(dataset: string): boolean {
  return dataset === 'organizations' || dataset === 'statistics';
}

/** The answer of a chart on a table without places: as asked, nothing compared, no reports. */
export async function answerPlain({ slug, spec, title }: Answerable): Promise<Answer> {
  await requireReach(spec.query);
  const result = await ask(spec.query);
  const { results, note } = spec.share ? await asShares([result], [spec.query]) : { results: [result] };
  const found = spec.index && canBeIndexed(result) ? indexed(results, false, spec.index) : null;
  return finished({
    slug,
    spec,
    region: { code: '', title: { zh: '', en: '' } },
    asOf: spec.query.asOf ?? (await tableInfo(spec.query.dataset)).lastOn ?? '',
    title: spec.title ?? title,
    subtitle: spec.subtitle ?? { zh: '', en: '' },
    results: found?.results ?? results,
    ...(found ? { index: { base: found.base } } : {}),
    ...(note ? { notes: [note] } : {}),
    published: [],
    marks: [],
    synthetic: result.synthetic,
    release: readSettings().release
  });
}
