import { Refusal } from '$lib/error.ts';
import * as brief from '$lib/server/brief.ts';
import * as word from '$lib/server/brief/word.ts';
import { api } from '$lib/server/http.ts';
import { placeOf } from '$lib/server/overview/place.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const GET = api(async ({ url, locals: { lang } }) => {
  const found = await brief.read(placeOf(url), lang);
  if (!found) {
    throw new Refusal(409, 'no-data', {
      zh: '还没有载入社会组织登记名册，写不出这两页。',
      en: 'No registry of organizations is loaded, so there is nothing to write.'
    });
  }
  const file = await word.write(found, lang);
  const name = `${found.region.name}-${found.asOf}.docx`;
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': TYPE,
      'content-length': String(file.byteLength),
      'cache-control': 'no-cache',
      vary: 'accept-language, cookie',
      // RFC 6266: a plain name for old readers, the real one as RFC 5987 has it.
      'content-disposition': `attachment; filename="brief-${found.region.code}-${found.asOf}.docx"; filename*=UTF-8''${encodeURIComponent(name)}`
    }
  });
});
