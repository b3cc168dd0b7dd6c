import { z } from 'zod';
import { decodeText } from '../../reports/decode.ts';
import type { Draft } from '../../reports/draft.ts';
import { readArticle, type Format } from '../../reports/read-article.ts';
import { validate } from '../../query/validate.ts';
import { Refusal } from '../../error.ts';
import { isWord, readWord } from './reports-word.ts';
import { aboutSchema } from '../reports.ts';

const MAX_BYTES = 4_000_000;
/** A body too long is still read up to here and dropped: who sends it then hears the answer, not a reset. */
const DRAINED_BYTES = 50_000_000;

const sentSchema = aboutSchema.extend({
  text: z.string().optional(),
  html: z.string().optional(),
  markdown: z.string().optional(),
  paragraphs: z.array(z.string()).max(5000).optional()
});

/** The sent article as read, what was said about it, and its bytes. */
export interface Sent {
  draft: Draft;
  about: Record<string, unknown>;
  from: { type: string; bytes: Uint8Array };
}

/**
 * Reads a request's article: text/plain, text/html, text/markdown, .docx, or JSON with text, html, markdown or
 * paragraphs. What is said of it stands in the JSON, else in the address (headline, publisher, publishedOn, url).
 */
export async function readSent(request: Request, url: URL): Promise<Sent> {
  const bytes = await bytesOf(request);
  const type =
    (request.headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';
  const asked = Object.fromEntries(
    Object.keys(aboutSchema.shape).flatMap((name) => {
      const value = url.searchParams.get(name);
      return value ? [[name, value]] : [];
    })
  );
  if (type === 'application/json') return fromJson(bytes, asked);
  return { draft: await readBytes(bytes, FORMATS[type]), about: asked, from: { type, bytes } };
}

const FORMATS: Record<string, Format> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'markdown'
};

/** The article in a file's bytes: Word by its first bytes, else text in UTF-8 or GB18030. */
export async function readBytes(bytes: Uint8Array, format?: Format): Promise<Draft> {
  if (bytes.byteLength > MAX_BYTES) throw tooLarge();
  return isWord(bytes) ? readWord(bytes) : readArticle(decodeText(bytes), format);
}

function fromJson(bytes: Uint8Array, asked: Record<string, unknown>): Sent {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, 'bad-json', {
      zh: '请求正文不是合法的 JSON（UTF-8）。',
      en: 'The request body is not valid JSON in UTF-8.'
    });
  }
  const { text, html, markdown, paragraphs, ...about } = validate(sentSchema, parsed, 'bad-report', {
    zh: '报道',
    en: 'The report'
  });
  const said = { ...asked, ...about };
  const from = { type: 'application/json', bytes };
  if (html !== undefined) return { draft: readArticle(html, 'html'), about: said, from };
  if (markdown !== undefined) return { draft: readArticle(markdown, 'markdown'), about: said, from };
  if (paragraphs === undefined) return { draft: readArticle(text ?? ''), about: said, from };
  // Given as paragraphs they are taken as such: no line of them is a headline.
  const draft = readArticle(
    [about.headline ?? '', `发布时间：${about.publishedOn ?? ''}`, ...paragraphs].join('\n'),
    'text'
  );
  return { draft, about: said, from };
}

async function bytesOf(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > DRAINED_BYTES) throw tooLarge();
    if (sizeBytes <= MAX_BYTES) chunks.push(chunk);
  }
  if (sizeBytes > MAX_BYTES) throw tooLarge();
  return Buffer.concat(chunks);
}

function tooLarge(): Refusal {
  return new Refusal(413, 'too-large', {
    zh: `一篇报道最多 ${MAX_BYTES / 1e6} MB。请只粘贴正文。`,
    en: `A report may have at most ${MAX_BYTES / 1e6} MB. Paste its text only.`
  });
}
