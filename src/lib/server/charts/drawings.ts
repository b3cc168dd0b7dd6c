import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { forEveryone } from '../answers/for-reader.ts';
import { holds } from '../web/responses.ts';

/** Bytes drawn once: sent again and again as they are, compressed already unless their format is. */
export interface Drawing {
  plain: Buffer;
  brotli: Buffer | null;
  type: string;
  etag: string;
}

const KEPT_BYTES = 64_000_000;
const kept = new Map<string, Promise<Drawing>>();
let keptBytes = 0;

/** The drawing kept under `key`, or drawn now; equal requests draw once. A failed drawing is not kept. */
export function drawOnce(
  key: string,
  type: string,
  draw: () => Promise<string | Uint8Array>
): Promise<Drawing> {
  const known = kept.get(key);
  if (known) return known;
  const drawing = forEveryone(draw).then((drawn) => pack(drawn, type));
  kept.set(key, drawing);
  drawing.then(
    ({ plain, brotli }) => forgetOldest(plain.byteLength + (brotli?.byteLength ?? 0)),
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
  const accepted = request.headers.get('accept-encoding') ?? '';
  const packed = /\bbr\b/.test(accepted) ? drawing.brotli : null;
  const body = packed ?? drawing.plain;
  return new Response(new Uint8Array(body), {
    headers: {
      ...common,
      'content-type': drawing.type,
      'content-length': String(body.byteLength),
      ...(packed ? { 'content-encoding': 'br' } : {})
    }
  });
}

function pack(drawn: string | Uint8Array, type: string): Drawing {
  const isText = typeof drawn === 'string';
  const plain = isText
    ? Buffer.from(drawn, 'utf8')
    : Buffer.from(drawn.buffer, drawn.byteOffset, drawn.length);
  const brotli = isText
    ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 8 } })
    : null;
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { plain, brotli, type, etag };
}

function forgetOldest(addedBytes: number): void {
  keptBytes += addedBytes;
  if (keptBytes < KEPT_BYTES) return;
  kept.clear();
  keptBytes = 0;
}
