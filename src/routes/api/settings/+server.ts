import * as frameOrigins from '$lib/server/web/frame-origins.ts';
import { api, readJson, requireWrite } from '$lib/server/http.ts';

export const GET = api(() => ({ frameOrigins: frameOrigins.list() }));

export const PUT = api(async (event) => {
  requireWrite(event);
  return { frameOrigins: frameOrigins.replace(await readJson(event.request)) };
});
