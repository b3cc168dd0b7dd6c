import type { Answer } from '../charts/spec.ts';
import { ask, tableInfo } from './answers.ts';
import type { Answerable } from './charts.ts';
import { readSettings } from './settings.ts';

/** The datasets whose rows belong to places; a chart of any other knows of no region. */
export function isOfPlaces(dataset: string): boolean {
  return dataset === 'organizations' || dataset === 'statistics';
}

/** The answer of a chart on a table without places: as asked, nothing compared, no reports. */
export async function answerPlain({ slug, spec, title }: Answerable): Promise<Answer> {
  const result = await ask(spec.query);
  return {
    slug,
    spec,
    region: { code: '', title: { zh: '', en: '' } },
    asOf: spec.query.asOf ?? (await tableInfo(spec.query.dataset)).lastOn ?? '',
    title: spec.title ?? title,
    subtitle: spec.subtitle ?? { zh: '', en: '' },
    results: [result],
    published: [],
    marks: [],
    synthetic: result.synthetic,
    release: readSettings().release
  };
}
