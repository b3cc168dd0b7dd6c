import { api, readJson, requireWrite } from '$lib/server/http.ts';
import * as store from '$lib/server/store.ts';
import { cancelUpload, changeUpload } from '$lib/server/uploads/change.ts';
import { withEffects } from '$lib/server/uploads/consequences.ts';
import { uploadInfo } from '$lib/server/uploads/info.ts';
import { parseWishes } from '$lib/server/uploads/wishes.ts';
import * as uploads from '$lib/server/uploads.ts';

export const GET = api(async ({ params, locals }) =>
  uploadInfo(await withEffects(params.id ?? ''), locals.lang)
);

export const PATCH = api(async (event) => {
  requireWrite(event);
  const { id } = uploads.read(event.params.id ?? '');
  const upload = await changeUpload(store.dataDir(), id, parseWishes(await readJson(event.request)));
  return uploadInfo(upload, event.locals.lang);
});

export const DELETE = api(async (event) => {
  requireWrite(event);
  await cancelUpload(store.dataDir(), event.params.id ?? '');
  return new Response(null, { status: 204 });
});
