import { columns, rows } from '$lib/server/dataset-rows.ts';
import * as datasets from '$lib/server/datasets.ts';
import { page } from '$lib/server/http.ts';
import type { PageServerLoad } from './$types';

const PREVIEW_ROWS = 20;

export const load: PageServerLoad = page(async ({ params, locals: { lang } }) => {
  const id = params.id ?? '';
  const dataset = datasets.read(id);
  const [summary, preview] = await Promise.all([columns(id), rows(id, { limit: PREVIEW_ROWS, offset: 0 })]);
  return {
    dataset: { ...dataset, title: dataset.title[lang] },
    columns: summary.map((column) => ({ ...column, title: column.title[lang] })),
    preview: {
      columns: preview.columns.map(({ name, title }) => ({ name, title: title[lang] })),
      rows: preview.rows
    },
    versions: datasets
      .versions(id)
      .map(({ version, committedAt, knownOn, filename, rows, note, sha256 }) => ({
        version,
        committedAt,
        knownOn,
        filename,
        rows,
        note: note?.[lang] ?? null,
        sha256
      }))
  };
});
