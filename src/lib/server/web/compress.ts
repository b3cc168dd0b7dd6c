import { pipeline, Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

const COMPRESSIBLE =
  /^(text\/(?!event-stream)|application\/(json|xml|[\w.]+\+json|[\w.]+\+xml|javascript)|image\/svg)/;

/** The same answer compressed as the reader accepts (brotli, else gzip); kept answers come already compressed. */
export function compress(request: Request, response: Response): Response {
  const { headers } = response;
  const type = headers.get('content-type') ?? '';
  if (!response.body || headers.has('content-encoding') || !COMPRESSIBLE.test(type)) return response;
  const accepted = request.headers.get('accept-encoding') ?? '';
  headers.append('vary', 'accept-encoding');
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
  if (!encoding || request.method === 'HEAD') return response;
  const packer =
    encoding === 'br'
      ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : createGzip({ level: 6 });
  // What breaks off breaks the answer off, too; a reader who goes is no failure of the process.
  const packed = pipeline(Readable.fromWeb(response.body as NodeReadableStream), packer, () => undefined);
  headers.set('content-encoding', encoding);
  headers.delete('content-length');
  return new Response(Readable.toWeb(packed) as ReadableStream, { status: response.status, headers });
}
