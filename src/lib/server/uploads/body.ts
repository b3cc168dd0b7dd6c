import Busboy from '@fastify/busboy';
import { PassThrough, Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Refusal } from '../../error.ts';
import type { Arriving } from './receive.ts';

/** The file in a request: its whole body, or the field `file` of a multipart form. Refuses (400) a body without one. */
export async function arrivingFile(request: Request): Promise<Arriving> {
  const type = request.headers.get('content-type') ?? '';
  const length = request.headers.get('content-length');
  const body = request.body ? Readable.fromWeb(request.body as NodeReadableStream) : Readable.from([]);
  // Who leaves before anyone reads is told to who reads later, and is no failure of the process.
  body.on('error', () => undefined);
  const sizeBytes = length === null ? undefined : Number(length);
  if (!/^multipart\/form-data\b/i.test(type)) return { chunks: body, filename: undefined, sizeBytes };
  return { ...(await fileField(body, type)), sizeBytes };
}

function fileField(body: Readable, type: string): Promise<Pick<Arriving, 'chunks' | 'filename'>> {
  return new Promise((resolve, reject) => {
    let form: ReturnType<typeof Busboy>;
    try {
      form = Busboy({ headers: { 'content-type': type } });
    } catch {
      body.resume();
      return reject(noFile());
    }
    const chunks = new PassThrough();
    chunks.on('error', () => undefined);
    let isFound = false;
    form.on('file', (name, stream, filename) => {
      // A part that breaks off says so to whoever reads it; one that nobody reads is no failure of the process.
      stream.on('error', () => undefined);
      if (name !== 'file' || isFound) return stream.resume();
      isFound = true;
      stream.on('error', (error) => chunks.destroy(error));
      stream.pipe(chunks);
      resolve({ chunks, filename });
    });
    const fail = (error: Error) => {
      chunks.destroy(error);
      reject(error);
    };
    form.on('finish', () => reject(noFile()));
    form.on('error', () => fail(brokenForm()));
    body.on('error', fail);
    body.pipe(form);
  });
}

function brokenForm(): Refusal {
  return new Refusal(400, 'broken-form', {
    zh: '表单没有发完，或不合 multipart 的格式。请重新发送。',
    en: 'The form broke off, or is no valid multipart form. Send it again.'
  });
}

function noFile(): Refusal {
  return new Refusal(400, 'no-file', {
    zh: '请求里没有文件。请把文件作为请求正文发送，或放在 multipart 表单的 file 字段里。',
    en: 'The request holds no file. Send it as the body, or in the field “file” of a multipart form.'
  });
}
