import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { Refusal } from '$lib/error.ts';
import { attachment } from '$lib/server/web/attachment.ts';
import * as datasets from '$lib/server/datasets.ts';
import { api } from '$lib/server/http.ts';
import * as originals from '$lib/server/originals.ts';
import { versionNumber } from '$lib/server/web/parameters.ts';
import * as store from '$lib/server/store.ts';

/** The file a version came from, byte for byte: for those who may upload, since it may hold columns left out. */
export const GET = api(({ params, locals }) => {
  const { sha256, filename } = datasets.readVersion(params.id ?? '', versionNumber(params.v));
  if (!locals.mayWrite) {
    throw new Refusal(403, 'original-not-public', {
      zh: '原文件可能含有未载入的个人信息，只有能上传的人可以下载。CSV、XLSX、Parquet 可以下载。',
      en: 'An original may hold personal data that was left out; it is for those who may upload. Take CSV, XLSX or Parquet.'
    });
  }
  const path = originals.pathOf(store.dataDir(), sha256);
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(statSync(path).size),
      'content-disposition': attachment(filename)
    }
  });
});
