import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
  const other = locals.lang === 'zh' ? 'en' : 'zh';
  const there = new URL(url);
  there.searchParams.set('lang', other);
  return { lang: locals.lang, mayWrite: locals.mayWrite, otherLanguageHref: there.pathname + there.search };
};
