import { Refusal } from '../error.ts';
import type { Draft } from './draft.ts';
import { readHtml } from './html-article.ts';
import { readMarkdown } from './markdown-article.ts';
import { readText } from './text-article.ts';

export const FORMATS = ['text', 'html', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** An article longer than this is no article; its length in UTF-16 units. */
export const MAX_LENGTH = 200_000;

/** How a text is written, by its beginning. */
export function formatOf(text: string): Format {
  const start = text.slice(0, 2000).trimStart();
  if (
    /^(?:<!doctype html|<html|<\?xml|<(?:script|style|main|span|header|head|body|article|div|p|h1|meta|section|table)[\s>])/i.test(
      start
    )
  )
    return 'html';
  return /^---\r?\n[\s\S]*?\r?\n---/.test(start) || /^#\s+\S/.test(start) ? 'markdown' : 'text';
}

/** Reads an article. Refuses (400 `empty-report`) one without a paragraph and (413) one over 200,000 characters. */
export function readArticle(text: string, format: Format = formatOf(text)): Draft {
  if (text.length > MAX_LENGTH) {
    throw new Refusal(413, 'too-large', {
      zh: `这篇文章有 ${text.length} 个字符，一篇报道最多 ${MAX_LENGTH} 个。请只粘贴正文。`,
      en: `This article has ${text.length} characters; a report may have ${MAX_LENGTH}. Paste its text only.`
    });
  }
  const draft = { text: readText, html: readHtml, markdown: readMarkdown }[format](text);
  if (draft.paragraphs.length === 0 && draft.headline === '') {
    throw new Refusal(400, 'empty-report', {
      zh: '这篇文章没有正文。请粘贴标题和正文，或换一个文件。',
      en: 'This article has no text. Paste its headline and text, or choose another file.'
    });
  }
  return draft;
}
