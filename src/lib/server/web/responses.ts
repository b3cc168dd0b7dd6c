import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Band } from '../../charts/bands.ts';
import { bandOf, WIDTH_HEADER } from '../../charts/page-width.ts';
import { catalogIsOpen } from '../catalog.ts';
import { chooseLanguage, LANGUAGE_COOKIE } from '../language.ts';
import { stamp } from '../stamp.ts';

/** A whole answer to a GET as it went over the wire; true while the stamp stands. */
interface Kept {
  stamp: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** What an answer may depend on besides the stamp. */
export interface Asked {
  method: string;
  /** Path and query as they were sent. */
  address: string;
  header(name: string): string | undefined;
}

const KEPT_BYTES = 32_000_000;
const LARGEST_BYTES = 2_000_000;

/** Headers that speak of a body; a 304 has none. */
const OF_BODY = new Set(['content-type', 'content-length', 'content-encoding']);

/** Where a proxy says what it was asked for; pages tell their own address. */
const PROXY_HEADERS = ['HOST_HEADER', 'PROTOCOL_HEADER', 'PORT_HEADER'].flatMap(
  (name) => process.env[name]?.toLowerCase() ?? []
);

interface Responses {
  /** Least recently used first. */
  kept: Map<string, Kept>;
  bytes: number;
}

/** The server that listens and the bundle it serves open this module each for itself. */
const shared = globalThis as typeof globalThis & { yinliResponses?: Responses };
const responses = (shared.yinliResponses ??= { kept: new Map(), bytes: 0 });

/** Sends the kept answer to a request, or 304 when the reader has it; false when there is none. */
export function answerKept(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'GET' || responses.kept.size === 0) return false;
  const { headers } = request;
  const asked = {
    method: request.method,
    address: request.url ?? '',
    header: (name: string) => headers[name] as string | undefined
  };
  const band = bandOf(asked.header(WIDTH_HEADER));
  // What was drawn in both bands serves each.
  const key = [keyOf(asked, band), keyOf(asked, undefined)].find((one) => responses.kept.has(one)) ?? '';
  const found = responses.kept.get(key);
  if (!found) return false;
  responses.kept.delete(key);
  if (!catalogIsOpen() || found.stamp !== stamp()) {
    responses.bytes -= found.body.byteLength;
    return false;
  }
  responses.kept.set(key, found);
  if (holds(headers['if-none-match'], found.headers.etag)) {
    const rest = Object.entries(found.headers).filter(([name]) => !OF_BODY.has(name));
    response.writeHead(304, Object.fromEntries(rest) as Kept['headers']).end();
  } else {
    response.writeHead(200, found.headers).end(found.body);
  }
  return true;
}

/** Keeps an answer on its way out; `made` is the stamp before it was made. What sets a cookie is not kept. */
export async function keep(asked: Asked, lang: string, made: string, response: Response): Promise<Response> {
  const isWhole = response.status === 200 && !response.headers.has('set-cookie');
  if (asked.method !== 'GET' || !isWhole || languageOf(asked) !== lang) return response;
  const body = Buffer.from(await response.arrayBuffer());
  response.headers.set('content-length', String(body.byteLength));
  const headers = Object.fromEntries(response.headers);
  if (made === stamp() && body.byteLength <= LARGEST_BYTES) {
    const band = bandOf(asked.header(WIDTH_HEADER));
    add(keyOf(asked, band), { stamp: made, headers, body });
  }
  return new Response(body, { headers });
}

function add(key: string, one: Kept): void {
  responses.bytes += one.body.byteLength - (responses.kept.get(key)?.body.byteLength ?? 0);
  responses.kept.delete(key);
  responses.kept.set(key, one);
  for (const [oldest, { body }] of responses.kept) {
    if (responses.bytes <= KEPT_BYTES) return;
    responses.kept.delete(oldest);
    responses.bytes -= body.byteLength;
  }
}

function keyOf(asked: Asked, band: Band | undefined): string {
  const { address, header } = asked;
  const packing = header('accept-encoding') ?? '';
  const parts = [
    address,
    header('host'),
    languageOf(asked),
    /\bbr\b/.test(packing) ? 'br' : /\bgzip\b/.test(packing) ? 'gzip' : '',
    header('accept')?.includes('text/html') ? 'page' : '',
    band
  ];
  for (const name of PROXY_HEADERS) parts.push(header(name));
  return parts.join('\n');
}

function languageOf({ address, header }: Asked): string {
  const query = address.indexOf('?');
  const named = query < 0 || !address.includes('lang=', query) ? null : address.slice(query);
  const cookie = new RegExp(`(?:^|; )${LANGUAGE_COOKIE}=([^;]*)`).exec(header('cookie') ?? '')?.[1];
  return chooseLanguage(
    named && new URLSearchParams(named).get('lang'),
    cookie,
    header('accept-language') ?? null
  );
}

/** Whether If-None-Match names the tag. */
export function holds(noneMatch: string | null | undefined, etag: string | undefined): boolean {
  if (!noneMatch || etag === undefined) return false;
  return noneMatch.split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === etag);
}
