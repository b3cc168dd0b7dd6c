import type { Lang } from '../../field/text.ts';
import type { Chart } from '../charts.ts';
import * as datasets from '../datasets.ts';

/** A chart as the API lists it. */
export function chartInfo({ slug, title, spec, tags, by, createdAt, updatedAt }: Chart, lang: Lang) {
  const dataset = datasets.list().find(({ id }) => id === spec.query.dataset);
  return {
    ...{ slug, title: title[lang], type: spec.type, synthetic: dataset?.synthetic ?? false, spec },
    ...{ tags, by, createdAt, updatedAt }
  };
}
