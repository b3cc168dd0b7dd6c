import { Refusal } from '../error.ts';
import { arrivingFile } from './upload-body.ts';

const LIMIT_BYTES = 100_000_000;

/** The presentation in a request, whole, and its name; refuses (413) one over 100 MB. */
export async function readDeck(
  request: Request
): Promise<{ bytes: Uint8Array; filename: string | undefined }> {
  const { chunks, filename, sizeBytes } = await arrivingFile(request);
  const tooLarge = new Refusal(413, 'too-large', {
    zh: `演示文稿超过 ${LIMIT_BYTES / 1e6} MB。请压缩其中的图片后再试。`,
    en: `The presentation is over ${LIMIT_BYTES / 1e6} MB. Compress its pictures and try again.`
  });
  if (sizeBytes !== undefined && sizeBytes > LIMIT_BYTES * 2) throw tooLarge;
  const found: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.byteLength;
    if (total > LIMIT_BYTES) throw tooLarge;
    found.push(chunk);
  }
  return { bytes: Buffer.concat(found), filename };
}
