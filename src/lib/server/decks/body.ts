import { Refusal } from '../../error.ts';
import { arrivingFile } from '../uploads/body.ts';

const LIMIT_BYTES = 100_000_000;
/** What is too long is still read up to here and dropped: who sends it then hears the answer, not a reset. */
const DRAINED_BYTES = 4_000_000_000;
/** One that says its length is refused before it is read. */
const TOLD_BYTES = 400_000_000;

/** The presentation in a request, whole, and its name; refuses (413) one over 100 MB. */
export async function readDeck(
  request: Request
): Promise<{ bytes: Uint8Array; filename: string | undefined }> {
  const { chunks, filename, sizeBytes } = await arrivingFile(request);
  const tooLarge = new Refusal(413, 'too-large', {
    zh: `演示文稿超过 ${LIMIT_BYTES / 1e6} MB。请压缩其中的图片后再试。`,
    en: `The presentation is over ${LIMIT_BYTES / 1e6} MB. Compress its pictures and try again.`
  });
  if (sizeBytes !== undefined && sizeBytes > TOLD_BYTES) throw tooLarge;
  const found: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.byteLength;
    if (total > DRAINED_BYTES) throw tooLarge;
    if (total <= LIMIT_BYTES) found.push(chunk);
    else found.length = 0;
  }
  if (total > LIMIT_BYTES) throw tooLarge;
  return { bytes: Buffer.concat(found), filename };
}
