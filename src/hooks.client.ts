import type { ClientInit } from '@sveltejs/kit';
import { invalidateAll } from '$app/navigation';
import { NARROW_PAGE, WIDTH_HEADER } from '$lib/charts/page-width.ts';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime.js';

overwriteGetLocale(() => (document.documentElement.lang.startsWith('en') ? 'en' : 'zh'));

/** Of a chart's two drawings only the one is made that is seen: pages say how wide they are when they ask for data. */
export const init: ClientInit = () => {
  const ask = window.fetch;
  window.fetch = (what, how) => {
    if (typeof what !== 'string' || !what.includes('/__data.json')) return ask(what, how);
    const headers = new Headers(how?.headers);
    headers.set(WIDTH_HEADER, String(innerWidth));
    return ask(what, { ...how, headers });
  };
  matchMedia(NARROW_PAGE).addEventListener('change', () => void drawOther());
};

/** Asks for the other drawings, where the server is there: a page that asks in vain is lost to an error. */
async function drawOther(): Promise<void> {
  const found = await fetch('/api/health').catch(() => undefined);
  if (found?.ok) await invalidateAll();
}
