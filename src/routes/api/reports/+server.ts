import { api } from '$lib/server/http.ts';
import * as reports from '$lib/server/reports.ts';

export const GET = api(() =>
  reports.list().map(({ slug, headline, publisher, publishedOn, url, figures }) => ({
    slug,
    headline,
    publisher,
    publishedOn,
    url,
    figures: figures.length
  }))
);
