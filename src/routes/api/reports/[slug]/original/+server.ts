import { api } from '$lib/server/http.ts';
import * as store from '$lib/server/reports/store.ts';
import { Refusal } from '$lib/error.ts';

/** The bytes as they came, as a download: never shown as a page. */
export const GET = api(({ params }) => {
  const slug = params.slug ?? '';
  store.read(slug);
  const kept = store.original(slug);
  if (!kept) {
    throw new Refusal(404, 'no-original', {
      zh: `报道“${slug}”由本项目撰写，没有原件。`,
      en: `The report “${slug}” was written for the sample; there is no original.`
    });
  }
  return new Response(Buffer.from(kept.bytes), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${slug}.${EXTENSIONS[kept.type] ?? 'txt'}"`,
      'x-original-type': kept.type
    }
  });
});

const EXTENSIONS: Record<string, string> = {
  'text/html': 'html',
  'text/markdown': 'md',
  'application/json': 'json',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx'
};
