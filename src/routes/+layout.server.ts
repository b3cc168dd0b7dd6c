import { originOf } from '$lib/server/web/origin.ts';
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
