import mammoth from 'mammoth';
import { Refusal } from '../../error.ts';
import type { Draft } from '../../reports/draft.ts';
import { readHtml } from '../../reports/html-article.ts';

/** True for the beginning of a zip file, which a .docx is. */
export function isWord(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Reads the text of a .docx; its pictures are left out. Refuses (400 `bad-word`) what Word itself would not open. */
export async function readWord(bytes: Uint8Array): Promise<Draft> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) }
    );
    return readHtml(value);
  } catch {
    throw new Refusal(400, 'bad-word', {
      zh: '这个文件不是可以读取的 Word 文档（.docx）。请用 Word 或 WPS 另存为 .docx，或复制正文粘贴。',
      en: 'This file is no Word document (.docx) that can be read. Save it as .docx again, or paste its text.'
    });
  }
}
