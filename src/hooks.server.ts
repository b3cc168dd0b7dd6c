import {
  isHttpError,
  type Handle,
  type HandleServerError,
  type RequestEvent,
  type ServerInit
} from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { WIDTH_HEADER } from '$lib/charts/page-width.ts';
import { isRefusal, Refusal } from '$lib/error.ts';
import { judgeAccess } from '$lib/server/access.ts';
import { latestDay } from '$lib/server/charts/answers.ts';
import { compress } from '$lib/server/web/compress.ts';
import * as datasets from '$lib/server/datasets.ts';
import { errorResponse } from '$lib/server/http.ts';
import { languageTag } from '$lib/field/text.ts';
import { chooseLanguage, inLanguage, LANGUAGE_COOKIE } from '$lib/server/language.ts';
import { movedTo } from '$lib/server/charts/moved.ts';
import { warmSoon } from '$lib/server/charts/warm.ts';
import { contentSecurityPolicy, startOnFirstTouch } from '$lib/server/web/page.ts';
import { DEFAULT_REGION } from '$lib/field/division.ts';
import { placeOf, searchOf } from '$lib/server/overview/place.ts';
import { neighboursOf, prepare, stopPreparing, whileAnswering } from '$lib/server/overview/prepare.ts';
import { forReader, readerSignal } from '$lib/server/answers/for-reader.ts';
import { stir } from '$lib/server/answers/rest.ts';
import { whileReading } from '$lib/server/web/reader.ts';
import { keep } from '$lib/server/web/responses.ts';
import { readSettings } from '$lib/server/settings.ts';
import { stamp } from '$lib/server/stamp.ts';
import * as store from '$lib/server/store.ts';
import { endAll } from '$lib/server/uploads/events.ts';

export const init: ServerInit = async () => {
  // adapter-node would listen on every address; HOST is read after this.
  process.env.HOST ??= '127.0.0.1';
  await store.open({
    progress: ({ title, done, total }) =>
      console.log(`载入示例 Loading the sample ${done}/${total} ${title.zh} ${title.en}`)
  });
  process.once('SIGTERM', endAll).once('SIGINT', endAll);
  stir();
  warmSoon();
  process.on('sveltekit:shutdown', async () => {
    await stopPreparing();
    await store.close();
  });
};

/** Pages and drawings that depend on nothing but address, language and what is stored: their bytes are kept. */
const KEPT_ROUTES = new Set<string | null>([
  '/',
  '/charts',
  '/charts/[slug]/[[tab=tab]]',
  '/charts/[slug].[format=format]',
  '/definitions',
  '/embed/[slug]',
  '/explore/(chart)',
  '/explore.json',
  '/reports',
  '/reports/[slug]'
]);

/** Pages that are tools rather than reading: their scripts start at once. */
function isWorkshop(route: string | null): boolean {
  return /^\/(sql|upload|explore|collections|decks)\b/.test(route ?? '');
}

/** Nothing comes of it but an answer: it may end when its reader has gone. */
function isReading({ request, route }: RequestEvent): boolean {
  return request.method === 'GET' || route.id === '/api/query';
}

export const handle: Handle = async (input) => {
  const { event } = input;
  if (event.isSubRequest) return answer(input);
  const response = await whileAnswering(() =>
    isReading(event) ? whileReading(event, (signal) => forReader(signal, () => answer(input))) : answer(input)
  );
  if (event.route.id === '/' && response.status === 200) {
    prepareBeside(event).catch((cause) => console.error('preparing ahead:', cause));
  }
  return response;
};

const answer: Handle = async ({ event, resolve }) => {
  const { request, url, locals, cookies } = event;
  const made = stamp();
  const asked = url.searchParams.get('lang');
  locals.lang = chooseLanguage(asked, cookies.get(LANGUAGE_COOKIE), request.headers.get('accept-language'));
  const response = await inLanguage(locals.lang, async () => {
    try {
      locals.mayWrite = judgeAccess(request, readSettings().host).mayWrite;
      const moved = event.isDataRequest ? null : movedTo(event.route.id, event.params.slug, url);
      if (moved) return new Response(null, { status: 301, headers: { location: moved } });
      if (/^\/api(\/|$)/.test(url.pathname) && !event.route.id) throw unknownAddress(url.pathname);
      const isPage =
        request.headers.get('accept')?.includes('text/html') && !url.pathname.startsWith('/embed/');
      if (isPage && (asked === 'zh' || asked === 'en')) {
        cookies.set(LANGUAGE_COOKIE, asked, { path: '/', maxAge: 31_536_000, secure: false });
      }
      return await resolve(event, {
        preload: ({ type }) => type === 'css',
        transformPageChunk: ({ html }) => {
          const told = html.replace('%yinli.lang%', languageTag[locals.lang]);
          return isWorkshop(event.route.id) ? told : startOnFirstTouch(told);
        }
      });
    } catch (refused) {
      if (isHttpError(refused)) throw refused;
      return errorResponse(refused, locals.lang);
    }
  });
  const packed = compress(request, await secure(url, response, locals.lang));
  // What was left out for a reader who has gone is not missing.
  if (!KEPT_ROUTES.has(event.route.id) || readerSignal()?.aborted) return packed;
  const { pathname, search } = new URL(request.url);
  const header = (name: string) => request.headers.get(name) ?? undefined;
  return keep({ method: request.method, address: pathname + search, header }, locals.lang, made, packed);
};

export const handleError: HandleServerError = ({ error: cause, status, event }) => {
  if (isRefusal(cause)) return { message: cause.text[event.locals.lang], code: cause.code };
  const isChinese = event.locals.lang !== 'en';
  if (status === 404) {
    return { code: 'not-found', message: isChinese ? '没有这个页面。' : 'There is no such page.' };
  }
  if (status < 500) {
    return {
      code: 'bad-request',
      message: isChinese ? '这个地址或请求方式无法处理。' : 'This address or method makes no sense here.'
    };
  }
  const id = randomUUID();
  console.error(`[${id}]`, cause);
  return { code: 'internal', id, message: isChinese ? '服务器内部出错。' : 'The server failed.' };
};

/** Makes ready what a reader of the overview is likely to choose next: as its scripts will ask for it. */
async function prepareBeside({ url, request, fetch }: RequestEvent): Promise<void> {
  const { region = DEFAULT_REGION, asOf, ...beside } = placeOf(url);
  const isPlain = Object.values(beside).every((value) => value === undefined);
  const hasData = datasets.list().some(({ id }) => id === 'organizations');
  if (request.method !== 'GET' || !isPlain || !hasData) return;
  const lastOn = await latestDay('organizations');
  const packing = request.headers.get('accept-encoding') ?? '';
  const width = request.headers.get(WIDTH_HEADER);
  const headers = {
    ...{ accept: '*/*', 'accept-encoding': packing, host: request.headers.get('host') ?? '' },
    ...(width ? { [WIDTH_HEADER]: width } : {})
  };
  const addresses = neighboursOf(region, asOf ?? lastOn, lastOn).map(
    (place) => `/__data.json?${searchOf(place)}&x-sveltekit-trailing-slash=1&x-sveltekit-invalidated=11`
  );
  await prepare(addresses, async (address) => (await fetch(address, { headers })).arrayBuffer());
}

async function secure(url: URL, response: Response, lang: 'zh' | 'en'): Promise<Response> {
  if (response.status === 405 && !response.headers.has('content-type')) {
    const allow = response.headers.get('allow') ?? '';
    const text = { zh: `这个地址只接受 ${allow}。`, en: `This address takes ${allow} only.` };
    const answer = errorResponse(new Refusal(405, 'method-not-allowed', text), lang);
    answer.headers.set('allow', allow);
    return answer;
  }
  const isPage = response.headers.get('content-type')?.startsWith('text/html');
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  if (!isPage) return response;
  response.headers.append('vary', 'accept-language, cookie');
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache');
  if (response.headers.has('content-security-policy') || !response.body) return response;
  const html = await response.text();
  response.headers.set('content-security-policy', contentSecurityPolicy(html));
  return new Response(html, { status: response.status, headers: response.headers });
}

function unknownAddress(path: string): Refusal {
  return new Refusal(404, 'not-found', {
    zh: `没有 ${path} 这个接口，清单见 /api/openapi.json。`,
    en: `There is no ${path}; /api/openapi.json lists what there is.`
  });
}
