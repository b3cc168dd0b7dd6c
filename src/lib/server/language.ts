import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lang } from '../field/text.ts';
import { overwriteGetLocale } from '../i18n/paraglide/runtime.js';

export const LANGUAGE_COOKIE = 'lang';

const current = new AsyncLocalStorage<Lang>();
overwriteGetLocale(() => current.getStore() ?? 'zh');

/** Runs `fn` with every message of the pages in `lang`, also across awaits. */
export function inLanguage<T>(lang: Lang, fn: () => T): T {
  return current.run(lang, fn);
}

/** The reader's language: `?lang=`, then the cookie, then `Accept-Language`, then Chinese. */
export function chooseLanguage(
  asked: string | null,
  cookie: string | undefined,
  accepted: string | null
): Lang {
  for (const wish of [asked, cookie, ...byWeight(accepted ?? '')]) {
    const tag = wish?.trim().toLowerCase().split(/[-;]/)[0];
    if (tag === 'zh' || tag === 'en') return tag;
  }
  return 'zh';
}

/** The languages of an `Accept-Language`, the most wanted first; those refused (q=0) are left out. */
function byWeight(accepted: string): string[] {
  const weightOf = (wish: string) => Number(/;\s*q=([\d.]+)/.exec(wish)?.[1] ?? 1);
  return accepted
    .split(',')
    .filter((wish) => weightOf(wish) > 0)
    .sort((a, b) => weightOf(b) - weightOf(a));
}
