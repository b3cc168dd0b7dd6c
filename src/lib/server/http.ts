import { randomUUID } from 'node:crypto';
import { error, type RequestEvent, type RequestHandler } from '@sveltejs/kit';
import { isRefusal, Refusal } from '../error.ts';
import { asDiskFull } from './uploads/disk.ts';
import { attachment } from './web/attachment.ts';
import type { Lang } from '../field/text.ts';

const JSON_LIMIT_BYTES = 1_000_000;
/** A body too long is still read up to here and dropped: who sends it then hears the answer, not a reset. */
const DRAINED_BYTES = 50_000_000;

/** The one error shape. Anything but a Refusal is ours: logged under an id, answered with that id and 500. */
export function errorResponse(cause: unknown, lang: Lang): Response {
  const error = asDiskFull(cause);
  if (isRefusal(error)) {
    const body = { code: error.code, message: error.text[lang], details: error.detailsIn(lang) };
    return Response.json({ error: body }, { status: error.status });
  }
  const id = randomUUID();
  console.error(`[${id}]`, error);
  const message =
    lang === 'zh' ? `服务器内部出错，编号 ${id}。` : `The server failed; its log names this as ${id}.`;
  return Response.json({ error: { code: 'internal', message, details: { id } } }, { status: 500 });
}

/** Wraps an API handler: a Response passes, any other value is sent as JSON, a Refusal in the error shape. */
export function api(handler: (event: RequestEvent) => unknown): RequestHandler {
  return async (event) => {
    try {
      const answer = await handler(event);
      return answer instanceof Response ? answer : Response.json(answer);
    } catch (error) {
      return errorResponse(error, event.locals.lang);
    }
  };
}

/** Bytes that a browser saves under a name, which may be Chinese. */
export function sendFile(bytes: Uint8Array, type: string, name: string): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': type,
      'content-length': String(bytes.byteLength),
      'content-disposition': attachment(name),
      'cache-control': 'no-store'
    }
  });
}

/** The JSON body of a request; refuses one over 1 MB (413) and one that is no JSON (400). */
export async function readJson(request: Request): Promise<unknown> {
  const tooLarge = new Refusal(413, 'too-large', {
    zh: `请求正文超过 ${JSON_LIMIT_BYTES / 1e6} MB。`,
    en: `The request body is over ${JSON_LIMIT_BYTES / 1e6} MB.`
  });
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > DRAINED_BYTES) throw tooLarge;
    if (sizeBytes <= JSON_LIMIT_BYTES) chunks.push(chunk);
  }
  if (sizeBytes > JSON_LIMIT_BYTES) throw tooLarge;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new Refusal(400, 'bad-json', {
      zh: '请求正文不是合法的 JSON（UTF-8）。',
      en: 'The request body is not valid JSON in UTF-8.'
    });
  }
}

/** Refuses (403) unless the request may change something; hooks.server.ts decides that once per request. */
export function requireWrite(event: RequestEvent): void {
  if (event.locals.mayWrite) return;
  throw new Refusal(403, 'read-only', {
    zh: '服务器对外开放时，在账户功能启用之前只能查看，不能修改。请在本机（127.0.0.1）上操作。',
    en: 'A server open to other machines is read-only until it has accounts. Make changes on this machine (127.0.0.1).'
  });
}

/** Wraps a page's load: a Refusal becomes the error page with its status and sentence. */
export function page<E extends RequestEvent, T>(
  load: (event: E) => T | Promise<T>
): (event: E) => Promise<T> {
  return async (event) => {
    try {
      return await load(event);
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      error(cause.status, { code: cause.code, message: cause.text[event.locals.lang] });
    }
  };
}
