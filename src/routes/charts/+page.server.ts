import { answerChart } from '$lib/server/chart-answers.ts';
import { chartInfo } from '$lib/server/chart-info.ts';
import { viewOf } from '$lib/charts/view.ts';
import * as charts from '$lib/server/charts.ts';
import { isRefusal } from '$lib/error.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { lang } }) => ({
  charts: await Promise.all(
    charts.list().map(async (chart) => {
      const info = {
        slug: chart.slug,
        title: chart.title[lang],
        synthetic: chartInfo(chart, lang).synthetic
      };
      try {
        const { narrow, title } = viewOf(await answerChart(chart, {}), lang, '');
        return { ...info, title, picture: narrow, problem: null };
      } catch (cause) {
        if (!isRefusal(cause)) throw cause;
        return { ...info, picture: null, problem: cause.text[lang] };
      }
    })
  )
});
