import { fail, redirect, type Actions } from '@sveltejs/kit';
import { isRefusal, Refusal } from '$lib/error.ts';
import { requireWrite } from '$lib/server/http.ts';
import { readBytes } from '$lib/server/reports/input.ts';
import * as reports from '$lib/server/reports.ts';

/** No scripts here: starting late, they would set the field anew over a text pasted meanwhile. */
export const csr = false;

const MAX_FORM_BYTES = 10_000_000;

export const actions: Actions = {
  /** Keeps the article at once, with what it came as; what was found is corrected on its own page. */
  default: async (event) => {
    const { request, locals } = event;
    let text = '';
    let url = '';
    try {
      requireWrite(event);
      if (Number(request.headers.get('content-length') ?? 0) > MAX_FORM_BYTES) throw tooLarge();
      const form = await request.formData();
      const file = form.get('file');
      text = String(form.get('text') ?? '');
      url = String(form.get('url') ?? '').trim();
      const isFile = file instanceof File && file.size > 0;
      const bytes = isFile ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(text);
      const from = { type: isFile ? file.type || 'application/octet-stream' : 'text/plain', bytes };
      const { report } = reports.create(await readBytes(bytes), url ? { url } : {}, from, 'local');
      redirect(303, `/reports/${report.slug}?new=1`);
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      return fail(cause.status, { message: cause.text[locals.lang], text, url });
    }
  }
};

function tooLarge(): Refusal {
  return new Refusal(413, 'too-large', {
    zh: '文件超过 10 MB。请只粘贴正文。',
    en: 'The file is over 10 MB. Paste its text only.'
  });
}
