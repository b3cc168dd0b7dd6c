import type { Lang } from '../field/text.ts';
import type { Article } from './article.ts';

const SUMMARY_LENGTH = 200;

/** The reports as an Atom feed (RFC 4287), newest first; `origin` is where readers reach the server. */
export function formatFeed(articles: readonly Article[], origin: string, lang: Lang): string {
  const updated = articles[0]?.publishedOn ?? '1970-01-01';
  const title = lang === 'zh' ? '引力：报道' : 'Yinli: reports';
  const entries = articles.map((article) => {
    const address = `${origin}/reports/${encodeURIComponent(article.slug)}`;
    const texts = article.figures.map(({ text }) => text).join(lang === 'zh' ? '、' : ', ');
    const summary = (article.paragraphs[0] ?? '').slice(0, SUMMARY_LENGTH);
    return `  <entry>
    <id>${escape(address)}</id>
    <title>${escape(article.headline)}</title>
    <link href="${escape(address)}"/>
    <updated>${article.publishedOn}T00:00:00+08:00</updated>
    <author><name>${escape(article.publisher || '—')}</name></author>
    <summary>${escape(texts ? `${summary} (${texts})` : summary)}</summary>
  </entry>
`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
  <id>${escape(origin)}/reports</id>
  <title>${title}</title>
  <link rel="self" href="${escape(origin)}/reports.atom"/>
  <link href="${escape(origin)}/reports"/>
  <updated>${updated}T00:00:00+08:00</updated>
${entries.join('')}</feed>
`;
}

function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
