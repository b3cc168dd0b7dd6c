import { formatFeed } from '$lib/reports/feed.ts';
import * as kept from '$lib/server/reports/store.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url, request, locals: { lang } }) => {
  const host = request.headers.get('host') ?? url.host;
  const origin = process.env.ORIGIN || process.env.PROTOCOL_HEADER ? url.origin : `http://${host}`;
  const feed = formatFeed(kept.list().slice(0, 100), origin, lang);
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
};
