import { isRefusal } from '$lib/error.ts';
import { viewOf } from '$lib/charts/view.ts';
import { drawBand } from '$lib/charts/bands.ts';
import { INDICATORS } from '$lib/indicators/registry.ts';
import { childrenOf, findDivision } from '$lib/field/division.ts';
import type { Text } from '$lib/field/text.ts';
import { addressOf, queryOf } from '$lib/query/address.ts';
import type { Query } from '$lib/query/query.ts';
import * as charts from '$lib/server/charts.ts';
import { columns } from '$lib/server/dataset-rows.ts';
import * as datasets from '$lib/server/datasets.ts';
import { answerSpec, explore, type Explored } from '$lib/server/explore.ts';
import { page } from '$lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ url, locals: { lang } }) => {
  const explored = await tried(url.searchParams);
  if (!explored) return { isEmpty: true as const };
  const { dataset, query, answer } = explored;
  const summary = await columns(dataset, query.version);
  return {
    isEmpty: false as const,
    dataset,
    query,
    isAsked: explored.isAsked,
    problem: explored.problem?.[lang] ?? null,
    datasets: datasets.list().map(({ id, title }) => ({ id, title: title[lang] })),
    columns: summary.map(({ name, title, type, distinct }) => ({ name, title: title[lang], type, distinct })),
    indicators:
      dataset === 'organizations'
        ? INDICATORS.map(({ id, question, title }) => ({ id, question, title: title[lang] }))
        : [],
    regions: ['organizations', 'statistics'].includes(dataset) ? regions(lang) : [],
    fits: explored.fits.map(({ type, reason }) => ({ type, reason: reason?.[lang] ?? null })),
    saved: savedChart(url.searchParams.get('chart'), lang),
    type: answer?.spec.type ?? null,
    chart: answer && viewOf(answer, lang, addressOf(query).toString()),
    spec: answer && { ...answer.spec, query },
    suggestions: await Promise.all(
      explored.suggestions.map(async ({ spec, title, reason }, at) => {
        const search = addressOf(spec.query);
        search.set('type', spec.type);
        const drawn = { ...(await answerSpec(spec)), slug: `suggestion-${at}` };
        return {
          title: title[lang],
          reason: reason[lang],
          search: search.toString(),
          picture: drawBand(drawn, lang, 'narrow')
        };
      })
    )
  };
});

/** The saved chart that the address says is being changed; null when there is none of that name. */
function savedChart(slug: string | null, lang: 'zh' | 'en'): { slug: string; title: string } | null {
  const chart = charts.list().find((known) => known.slug === slug);
  return chart ? { slug: chart.slug, title: chart.title[lang] } : null;
}

/** The explored address; what it asks in vain keeps its controls and says why. Undefined without any data. */
async function tried(asked: URLSearchParams): Promise<(Explored & { problem: Text | null }) | undefined> {
  const search = new URLSearchParams(asked);
  const ids = datasets.list().map(({ id }) => id);
  if (!search.get('dataset') && !ids.includes('organizations')) {
    if (!ids[0]) return undefined;
    search.set('dataset', ids[0]);
  }
  try {
    return { ...(await explore(search)), problem: null };
  } catch (cause) {
    if (!isRefusal(cause) || cause.status === 404) throw cause;
    const query = readable(search);
    const { dataset } = query;
    return { dataset, query, isAsked: true, answer: null, fits: [], suggestions: [], problem: cause.text };
  }
}

function readable(search: URLSearchParams): Query {
  try {
    return queryOf(search);
  } catch {
    return { dataset: search.get('dataset') || 'organizations' };
  }
}

const PROVINCE = '440000';

/** The province, its cities and their districts, as a select lists them. */
function regions(lang: 'zh' | 'en') {
  const all = [
    PROVINCE,
    ...childrenOf(PROVINCE).flatMap((city) => [city.code, ...childrenOf(city.code).map(({ code }) => code)])
  ];
  return all.map((code) => ({
    code,
    title: findDivision(code)?.name[lang] ?? code,
    depth: code.endsWith('0000') ? 0 : code.endsWith('00') ? 1 : 2
  }));
}
