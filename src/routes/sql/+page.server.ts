import { isRefusal } from '$lib/error.ts';
import { ask, LIMITS, tables, type SqlAnswer } from '$lib/server/sql.ts';
import { readSettings } from '$lib/server/settings.ts';
import type { PageServerLoad } from './$types';

/** `?q=` is run at once: a link to a query shows its answer, scripts or not. */
export const load: PageServerLoad = async ({ url, locals: { lang, mayWrite }, request }) => {
  const query = url.searchParams.get('q') ?? '';
  let answer: SqlAnswer | null = null;
  let problem: string | null = null;
  if (query.trim() !== '' && mayWrite) {
    try {
      answer = await ask({ sql: query }, request.signal);
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      problem = cause.text[lang];
    }
  }
  return {
    query,
    answer,
    problem,
    limits: LIMITS,
    release: readSettings().release,
    tables: tables().map(({ name, title, columns }) => ({
      name,
      title: title[lang],
      columns: columns.map((column) => ({ ...column, title: column.title[lang] }))
    }))
  };
};
