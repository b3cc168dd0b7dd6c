import { api, readJson, requireWrite } from '$lib/server/http.ts';
import { whileReading } from '$lib/server/web/reader.ts';
import { ask } from '$lib/server/sql.ts';

export const POST = api(async (event) => {
  requireWrite(event);
  const body = await readJson(event.request);
  return whileReading(event, (signal) => ask(body, signal));
});
