import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { holds } from './responses.ts';

/** Bytes drawn once: sent again and again as they are, compressed already. */
export interface Drawing {
  plain: Buffer;
  brotli: Buffer;
  type: string;
  etag: string;
}

const KEPT_BYTES = 64_000_000;
const kept = new Map<string, Promise<Drawing>>();
let keptBytes = 0;

/** The drawing kept under `key`, or drawn now; equal requests draw once. A failed drawing is not kept. */
export function drawOnce(key: string, type: string, draw: () => Promise<string>): Promise<Drawing> {
  const known = kept.get(key);
  if (known) return known;
  const drawing = draw().then((text) => pack(text, type));
  kept.set(key, drawing);
  drawing.then(
    ({ plain, brotli }) => forgetOldest(plain.byteLength + brotli.byteLength),
    () => kept.delete(key)
  );
  return drawing;
}

/** The response of a drawing: 304 when the reader has it, brotli when the reader takes it. */
export function sendDrawing(
  request: Request,
  drawing: Drawing,
  headers: Record<string, string> = {}
): Response {
  const common = {
    etag: drawing.etag,
    vary: 'accept-encoding, accept-language, cookie',
    'cache-control': 'no-cache',
    ...headers
  };
  if (holds(request.headers.get('if-none-match'), drawing.etag))
    return new Response(null, { status: 304, headers: common });
  const takesBrotli = /\bbr\b/.test(request.headers.get('accept-encoding') ?? '');
  const body = takesBrotli ? drawing.brotli : drawing.plain;
  return new Response(new Uint8Array(body), {
    headers: {
      ...common,
      'content-type': drawing.type,
      'content-length': String(body.byteLength),
      ...(takesBrotli ? { 'content-encoding': 'br' } : {})
    }
  });
}

function pack(text: string, type: string): Drawing {
  const plain = Buffer.from(text, 'utf8');
  const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { plain, brotli, type, etag };
}

function forgetOldest(addedBytes: number): void {
  keptBytes += addedBytes;
  if (keptBytes < KEPT_BYTES) return;
  kept.clear();
  keptBytes = 0;
}
