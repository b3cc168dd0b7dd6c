import { parse as parseYaml } from 'yaml';
import { dayIn, type Draft } from './draft.ts';
import { blocksOf, readText } from './text-article.ts';

/** Reads Markdown: what its front matter says of headline (or title), date, publisher and url, the rest as text. */
export function readMarkdown(source: string): Draft {
  const text = source.replaceAll('\r\n', '\n');
  const [, head, rest] = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/.exec(text) ?? [];
  const said = head === undefined ? {} : fieldsOf(head);
  const body = plainMarkdown(rest ?? text);
  const [, title] = /^#\s+(.+)$/m.exec(body) ?? [];
  const read = readText(body);
  const headline = said.headline ?? said.title ?? title ?? read.headline;
  const day = dayIn(said.publishedOn ?? said.published ?? said.date ?? '');
  const blocks = title
    ? body.slice(body.indexOf(title) + title.length)
    : head === undefined && read.headline
      ? undefined
      : body;
  return {
    headline: headline.trim(),
    publisher: said.publisher ?? said.source ?? said.author ?? read.publisher,
    publishedOn: day ?? read.publishedOn,
    url: said.url ?? said.link ?? read.url,
    ...(blocks === undefined
      ? { paragraphs: read.paragraphs, headings: read.headings }
      : blocksOf(blocks.split('\n'))),
    dates: [...new Set([...(day ? [day] : []), ...read.dates])]
  };
}

function fieldsOf(yaml: string): Record<string, string> {
  try {
    const parsed: unknown = parseYaml(yaml);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).flatMap(([key, value]) =>
        typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : []
      )
    );
  } catch {
    return {};
  }
}

/** Without the marks of emphasis, links and pictures; lines of one paragraph joined as Markdown has them. */
function plainMarkdown(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__)(.+?)\1/g, '$2')
    .replace(/<[^>\n]{1,200}>/g, '')
    .replace(/^[>*-]\s+/gm, '');
}
