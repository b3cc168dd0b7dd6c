import { api, requireWrite } from '$lib/server/http.ts';
import * as store from '$lib/server/reports/store.ts';

export const POST = api((event) => {
  requireWrite(event);
  const slug = event.params.slug ?? '';
  store.setDeleted(slug, false, 'local', new Date());
  return { slug };
});
