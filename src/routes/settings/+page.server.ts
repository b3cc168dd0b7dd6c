import { fail, type Actions } from '@sveltejs/kit';
import { isRefusal } from '$lib/error.ts';
import * as frameOrigins from '$lib/server/web/frame-origins.ts';
import { requireWrite } from '$lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ frameOrigins: frameOrigins.list() });

export const actions: Actions = {
  frames: async (event) => {
    const text = String((await event.request.formData()).get('origins') ?? '');
    try {
      requireWrite(event);
      const origins = text.split(/[\s,，;；]+/).filter((origin) => origin !== '');
      frameOrigins.replace({ frameOrigins: origins });
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      return fail(cause.status, { message: cause.text[event.locals.lang], text });
    }
    return { isSaved: true };
  }
};
