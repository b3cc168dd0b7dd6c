import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url, request }) => {
  const other = locals.lang === 'zh' ? 'en' : 'zh';
  const there = new URL(url);
  there.searchParams.set('lang', other);
  return {
    origin: originOf(url, request),
    lang: locals.lang,
    mayWrite: locals.mayWrite,
    otherLanguageHref: there.pathname + there.search
  };
};

/** Where readers reach the server. Without ORIGIN or a protocol header set, Kit would take itself for https. */
function originOf(url: URL, request: Request): string {
  const isTold = process.env.ORIGIN || process.env.PROTOCOL_HEADER;
  return isTold ? url.origin : `http://${request.headers.get('host') ?? url.host}`;
}
