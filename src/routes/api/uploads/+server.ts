import { api, requireWrite } from '$lib/server/http.ts';
import * as store from '$lib/server/store.ts';
import { arrivingFile } from '$lib/server/uploads/body.ts';
import { uploadInfo } from '$lib/server/uploads/info.ts';
import { receive } from '$lib/server/uploads/receive.ts';
import * as uploads from '$lib/server/uploads.ts';

export const GET = api(({ locals }) => uploads.list().map((upload) => uploadInfo(upload, locals.lang)));

export const POST = api(async (event) => {
  requireWrite(event);
  const asked = event.url.searchParams;
  const about = { dataset: asked.get('dataset') || null, filename: asked.get('filename'), by: 'local' };
  const { id, status } = await receive(store.dataDir(), about, () => arrivingFile(event.request));
  return Response.json({ id, status }, { status: 201 });
});
