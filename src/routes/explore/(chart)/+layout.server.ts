import { childrenOf, findDivision } from '$lib/field/division.ts';
import type { Lang } from '$lib/field/text.ts';
import { INDICATORS } from '$lib/indicators/registry.ts';
import { columns } from '$lib/server/datasets/rows.ts';
import * as datasets from '$lib/server/datasets.ts';
import { page } from '$lib/server/http.ts';
import { isOfPlaces } from '$lib/server/charts/plain-answer.ts';
import type { LayoutServerLoad } from './$types';

/** What can be asked of a dataset. It depends on the dataset's parameter alone: a step within one does not fetch it again. */
export const load: LayoutServerLoad = page(async ({ url, locals: { lang } }) => {
  const all = datasets.list().map(({ id, title }) => ({ id, title: title[lang] }));
  const dataset =
    url.searchParams.getAll('dataset').at(-1) ||
    all.find(({ id }) => id === 'organizations')?.id ||
    all[0]?.id;
  if (dataset === undefined) return { choices: null };
  const summary = await columns(dataset);
  const { groups, titles } = ownGroups(lang);
  return {
    choices: {
      dataset,
      datasets: all,
      columns: summary.map(({ name, title, type, distinct }) => ({
        name,
        title: title[lang],
        type,
        distinct
      })),
      indicators: dataset === 'organizations' ? titles : [],
      groups: dataset === 'organizations' ? groups : {},
      regions: isOfPlaces(dataset) ? regions(lang) : [],
      versions: datasets
        .versions(dataset)
        .map(({ version, knownOn }) => ({ version, knownOn }))
        .sort((a, b) => b.version - a.version)
    }
  };
});

/** Breakdowns that only one indicator knows, by its id. */
function ownGroups(lang: Lang) {
  return {
    titles: INDICATORS.map(({ id, question, title }) => ({ id, question, title: title[lang] })),
    groups: Object.fromEntries(
      INDICATORS.map(({ id, groups = {} }) => [
        id,
        Object.entries(groups).map(([name, group]) => ({ name, title: group.title[lang] }))
      ])
    )
  };
}

const PROVINCE = '440000';

/** The province, its cities and their districts, as a select lists them. */
function regions(lang: Lang) {
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
