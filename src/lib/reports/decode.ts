import { Refusal } from '../error.ts';

/**
 * The text of an article's bytes: strict UTF-8, else strict GB18030, as long as nothing is lost. Refuses (400
 * `bad-encoding`) bytes that are neither, and what holds NUL.
 */
export function decodeText(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      continue;
    }
  }
  throw new Refusal(400, 'bad-encoding', {
    zh: '这篇文章既不是 UTF-8 也不是 GB18030，或几种编码混在一起。请从网页重新复制正文粘贴。',
    en: 'This article is neither UTF-8 nor GB18030, or mixes both. Copy its text from the page again and paste it.'
  });
}
