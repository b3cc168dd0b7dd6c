import { redirect } from '@sveltejs/kit';
import { sourceLine } from '$lib/charts/passage.ts';
import { formatDate } from '$lib/format.ts';
import { notePartsOf } from '$lib/server/brief/note.ts';
import * as brief from '$lib/server/brief.ts';
import { page } from '$lib/server/http.ts';
import { placeOf } from '$lib/server/overview/place.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ url, locals: { lang } }) => {
  const found = await brief.read(placeOf(url), lang);
  if (!found) redirect(303, '/');
  const { region, asOf, synthetic } = found;
  return {
    ...found,
    asOfText: formatDate(asOf, lang),
    pages: found.pages.map(({ sections, notes }) => ({
      sections: sections.map(({ provenance, charts, ...section }) => ({
        ...section,
        source: sourceLine(provenance, { place: region.name, asOf, synthetic }, lang),
        charts: charts.map(({ title, svg, remarks, notes: numbers }) => ({
          title,
          svg,
          remarks,
          notes: numbers
        }))
      })),
      notes: notes.map((note) => ({ number: note.number, parts: notePartsOf(note, lang) }))
    }))
  };
});
