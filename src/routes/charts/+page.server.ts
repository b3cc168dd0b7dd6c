import { answerChart } from '$lib/server/charts/answers.ts';
import { chartInfo } from '$lib/server/charts/info.ts';
import { viewOf } from '$lib/charts/view.ts';
import * as charts from '$lib/server/charts.ts';
import * as collections from '$lib/server/collections.ts';
import { isRefusal } from '$lib/error.ts';
import type { Lang } from '$lib/field/text.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { lang } }) => {
  const q = url.searchParams.get('q')?.trim() ?? '';
  const tag = url.searchParams.get('tag') ?? '';
  const all = charts.list();
  const found = all.filter((chart) => (tag === '' || chart.tags.includes(tag)) && matches(chart, q));
  return {
    ...{ q, tag },
    total: all.length,
    tags: [...new Set(all.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b, 'zh')),
    collections:
      q === '' && tag === ''
        ? collections
            .list()
            .map(({ slug, title, slides }) => ({ slug, title: title[lang], slides: slides.length }))
        : [],
    charts: await Promise.all(found.map((chart) => shown(chart, lang)))
  };
};

/** Every word of the search in the title of either language, the tags, the slug or the dataset's name. */
function matches({ title, tags, slug, spec }: charts.Chart, q: string): boolean {
  const text = [title.zh, title.en, ...tags, slug, spec.query.dataset, spec.query.indicator ?? ''];
  const folded = (one: string) => one.normalize('NFKC').toLowerCase();
  const held = folded(text.join('\n'));
  return folded(q)
    .split(/\s+/)
    .every((word) => held.includes(word));
}

async function shown(chart: charts.Chart, lang: Lang) {
  const { slug, title, tags, by, createdAt, updatedAt } = chart;
  const info = {
    ...{ slug, tags, by, createdAt, updatedAt },
    synthetic: chartInfo(chart, lang).synthetic
  };
  try {
    const view = viewOf(await answerChart(chart, {}), lang, '');
    return { ...info, title: view.title, picture: view.narrow, problem: null };
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    return { ...info, title: title[lang], picture: null, problem: cause.text[lang] };
  }
}
