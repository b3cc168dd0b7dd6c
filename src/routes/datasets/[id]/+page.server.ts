import { EXAMPLES } from '$lib/field/examples.ts';
import { columns, rows } from '$lib/server/datasets/rows.ts';
import { versionInfo } from '$lib/server/datasets/info.ts';
import * as datasets from '$lib/server/datasets.ts';
import { compare, sample } from '$lib/server/versions/diff.ts';
import { page, requireWrite } from '$lib/server/http.ts';
import { restore } from '$lib/server/commit.ts';
import { versionNumber } from '$lib/server/web/parameters.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const PREVIEW_ROWS = 20;
const SHOWN_CHANGES = 50;

/** `?from=2&to=3` sets two versions beside each other. */
export const load: PageServerLoad = page(async ({ params, url, locals: { lang } }) => {
  const id = params.id ?? '';
  const dataset = datasets.read(id);
  const [from, to] = ['from', 'to'].map((name) => versionNumber(url.searchParams.get(name)));
  const [summary, preview, changes] = await Promise.all([
    columns(id),
    rows(id, { limit: PREVIEW_ROWS, offset: 0 }),
    from !== undefined && to !== undefined ? changesOf(id, from, to, lang) : null
  ]);
  return {
    dataset: { ...dataset, title: dataset.title[lang] },
    columns: summary.map((column) => ({ ...column, title: column.title[lang] })),
    preview: {
      columns: preview.columns.map(({ name, title }) => ({ name, title: title[lang] })),
      rows: preview.rows
    },
    changes,
    hasExample: Object.hasOwn(EXAMPLES, id),
    versions: datasets.versions(id).map((version) => versionInfo(version, lang))
  };
});

async function changesOf(id: string, from: number, to: number, lang: 'zh' | 'en') {
  const [before, after] = [datasets.readVersion(id, from), datasets.readVersion(id, to)];
  const [diff, changed] = await Promise.all([
    compare(before, after, datasets.keyOf(after)),
    sample(before, after, { limit: SHOWN_CHANGES, key: datasets.keyOf(after) })
  ]);
  const titles = [...before.columns, ...after.columns].map(({ name, title }) => [name, title[lang]] as const);
  return { from, to, diff, sample: changed, titles: Object.fromEntries(titles) };
}

export const actions: Actions = {
  restore: page(async (event: RequestEvent) => {
    requireWrite(event);
    const form = await event.request.formData();
    const version = versionNumber(String(form.get('version'))) ?? 0;
    const { version: made } = await restore(event.params.id ?? '', version, 'local');
    redirect(303, `/datasets/${event.params.id}?from=${version}&to=${made}`);
  })
};
