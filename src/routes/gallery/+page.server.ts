import { error } from '@sveltejs/kit';
import { drawBands } from '$lib/charts/bands.ts';
import { describe } from '$lib/charts/describe.ts';
import type { PageServerLoad } from './$types';

/** Development only: every chart of the gallery and of its matrix, for the eye. `?q=` keeps those with the text in their name. */
export const load: PageServerLoad = async ({ url, locals: { lang } }) => {
  // The condition is a constant of the build, which so leaves the samples out.
  const samples = import.meta.env.DEV
    ? {
        ...(await import('../../../tests/gallery/matrix.ts')).MATRIX,
        ...(await import('../../../tests/gallery/samples.ts')).GALLERY
      }
    : error(404, { code: 'not-found', message: 'The gallery is for development only.' });
  const wanted = url.searchParams.get('q') ?? '';
  const all = Object.entries(samples).filter(([name]) => name.includes(wanted));
  return {
    charts: all.map(([name, make]) => {
      const answer = { ...make(), slug: name };
      return { name, ...drawBands(answer, lang), description: describe(answer, lang) };
    })
  };
};
