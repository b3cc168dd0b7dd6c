import { drawBand } from '$lib/charts/bands.ts';
import { bandOf, WIDTH_HEADER } from '$lib/charts/page-width.ts';
import { stacksOf } from '$lib/charts/fitting.ts';
import { rowsSearch } from '$lib/charts/steps.ts';
import { searchOfSpec } from '$lib/charts/spec-address.ts';
import { canBeShared } from '$lib/query/shares.ts';
import type { Answer } from '$lib/charts/spec.ts';
import { viewOf } from '$lib/charts/view.ts';
import { pathOf } from '$lib/field/division.ts';
import type { Lang } from '$lib/field/text.ts';
import * as charts from '$lib/server/charts.ts';
import * as datasets from '$lib/server/datasets.ts';
import { answerSpec, explore, type Explored } from '$lib/server/explore.ts';
import { filterWords, titleOf } from '$lib/server/explore/words.ts';
import { page } from '$lib/server/http.ts';
import { publishedFor } from '$lib/server/answers/published.ts';
import { definitionOf } from '$lib/indicators/definitions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ url, request, locals: { lang } }) => {
  const band = bandOf(request.headers.get(WIDTH_HEADER));
  const search = new URLSearchParams(url.searchParams);
  const ids = datasets.list().map(({ id }) => id);
  if (ids[0] === undefined) return { explored: null };
  if (!search.get('dataset') && !ids.includes('organizations')) search.set('dataset', ids[0]);
  const asked = await explore(search);
  const { query, look, answer, type = null, fits, faults } = asked;
  return {
    explored: {
      query,
      look,
      type,
      faults: faults.map(({ text, instead }) => ({
        text: text[lang],
        instead: instead ? { title: instead.title[lang], search: instead.search } : null
      })),
      filters: filterWords(query, lang),
      fits: fits.map((fit) => ({ type: fit.type, reason: fit.reason?.[lang] ?? null })),
      stacks: type
        ? stacksOf(type, asked.shape).map(({ stack, reason }) => ({ stack, reason: reason?.[lang] ?? null }))
        : [],
      canBeShared: answer
        ? look.share === true || answer.results.every((result) => canBeShared(result, query))
        : false,
      saved: savedChart(search.get('chart'), lang),
      chart: answer && viewOf(answer, lang, searchOfSpec({ query, type, ...look }).toString(), band),
      spec: answer && { ...answer.spec, query },
      title: answer && titleOf(answer.spec),
      proposed: await proposedWords(answer, lang),
      rows: answer ? rowsSearch(answer, query, {})?.toString() : undefined,
      periods: periodsIn(answer),
      path: pathOf(answer?.region.code || '440000')
        .filter(({ code }) => code !== '100000')
        .map(({ code, name }) => ({ code, title: name[lang] })),
      published: await publishedChoices(asked, lang),
      suggestions: await suggested(asked, lang)
    }
  };
});

/** The saved chart that the address says is being changed; null when there is none of that name. */
function savedChart(slug: string | null, lang: Lang): { slug: string; title: string } | null {
  const chart = charts.list().find((known) => known.slug === slug);
  return chart ? { slug: chart.slug, title: chart.title[lang] } : null;
}

/** What the chart is called without an analyst's own words. */
async function proposedWords(
  answer: Answer | null,
  lang: Lang
): Promise<{ title: string; subtitle: string }> {
  if (!answer) return { title: '', subtitle: '' };
  const { words, ...plain } = answer.spec;
  const { title, subtitle } = words ? await answerSpec(plain) : answer;
  return { title: title[lang], subtitle: subtitle[lang] };
}

/** The periods that may be the base of an index. */
function periodsIn(answer: Answer | null): string[] {
  const [result] = answer?.results ?? [];
  if (result?.columns[0]?.type !== 'period') return [];
  return [...new Set(result.rows.map(([period]) => String(period)))];
}

/** The definitions under which figures of the same indicator and place were published. */
async function publishedChoices({ query, type, answer }: Explored, lang: Lang) {
  if (
    !answer ||
    query.dataset !== 'organizations' ||
    query.by ||
    query.where ||
    (type !== 'line' && type !== 'column')
  )
    return [];
  const { rows } = await publishedFor(query.indicator ?? '', answer.region.code, null);
  const own = answer.results[0]?.definition.id;
  return [...new Set(rows.map(({ definition }) => definition))]
    .filter((id) => id !== own)
    .map((id) => ({ id, title: definitionOf(id).title[lang] }));
}

async function suggested({ suggestions }: Explored, lang: Lang) {
  return Promise.all(
    suggestions.map(async ({ spec, title, reason }, at) => ({
      title: title[lang],
      reason: reason[lang],
      search: searchOfSpec(spec).toString(),
      picture: drawBand({ ...(await answerSpec(spec)), slug: `suggestion-${at}` }, lang, 'narrow')
    }))
  );
}
