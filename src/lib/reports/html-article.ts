import sanitize from 'sanitize-html';
import { dayIn, tidy, type Draft } from './draft.ts';
import { blocksOf, readText } from './text-article.ts';

const BLOCKS = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'blockquote',
  'pre',
  'tr',
  'td',
  'th',
  'div',
  'section',
  'article',
  'dd',
  'dt',
  'figcaption',
  'caption',
  'br'
];

/** Names under which pages keep these in their meta tags, the most telling first. */
const META = {
  headline: ['og:title', 'articletitle', 'dc.title', 'twitter:title', 'title'],
  publisher: [
    'contentsource',
    'og:site_name',
    'article:publisher',
    'dc.publisher',
    'sitename',
    'source',
    'author'
  ],
  published: [
    'article:published_time',
    'pubdate',
    'publishdate',
    'publish_time',
    'dc.date',
    'date',
    'og:release_date',
    'datepublished'
  ],
  url: ['og:url', 'canonical']
};

/**
 * Reads an article's HTML: text only, without scripts, forms, styles, attributes or data addresses. Headline, date,
 * publisher and address come from its markup, else from its text.
 */
export function readHtml(html: string): Draft {
  const meta = new Map<string, string>();
  const times: string[] = [];
  const clean = sanitize(html, {
    allowedTags: BLOCKS,
    allowedAttributes: {},
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'nav',
      'header',
      'footer',
      'aside',
      'form',
      'button',
      'svg',
      'template',
      'iframe',
      'object'
    ],
    disallowedTagsMode: 'discard',
    nestingLimit: 60,
    onOpenTag: (name, attributes) => {
      if (name === 'meta') {
        const key = (attributes.property ?? attributes.name ?? attributes.itemprop ?? '').toLowerCase();
        if (key && attributes.content && !meta.has(key)) meta.set(key, tidy(attributes.content));
      }
      if (name === 'link' && attributes.rel === 'canonical' && attributes.href)
        meta.set('canonical', attributes.href);
      if (name === 'time' && attributes.datetime) times.push(attributes.datetime);
    }
  });
  const lines = linesOf(clean);
  const text = readText(lines.join('\n'));
  const found = (names: readonly string[]) => names.map((name) => meta.get(name)).find((value) => value);
  const title = tidy(decode(/<title[^>]*>([\s\S]{0,300}?)<\/title>/i.exec(html)?.[1] ?? ''));
  const h1 = /<h1>([\s\S]{1,300}?)<\/h1>/.exec(clean)?.[1];
  const headline = h1 ? tidy(decode(h1.replace(/<[^>]+>/g, ''))) : (found(META.headline) ?? titleOf(title));
  const published = found(META.published);
  const dates = [published, ...times].map((value) => dayIn(value ?? '')).filter((day) => day !== undefined);
  const address = found(META.url);
  const body = headline ? bodyAfter(lines, headline) : lines;
  return {
    headline: headline || text.headline,
    publisher: found(META.publisher) ?? text.publisher,
    publishedOn: dates[0] ?? text.publishedOn,
    url: address && /^https?:\/\//.test(address) ? address : text.url,
    ...(headline ? blocksOf(body) : { paragraphs: text.paragraphs, headings: text.headings }),
    dates: [...new Set([...dates, ...text.dates])]
  };
}

/** Each block as a line, a heading marked as in Markdown; the cells of a table row stand on one line. */
function linesOf(clean: string): string[] {
  return clean
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/<\/t[dh]>\s*<t[dh]>/g, ' ')
    .replace(/<h[1-6]>/g, '\n## ')
    .replace(/<[^>]+>/g, '\n')
    .split('\n')
    .map((line) => tidy(decode(line)))
    .filter((line) => line !== '' && line !== '##');
}

/** The lines below the headline, as far down as it stands; all lines when it is not among them. */
function bodyAfter(lines: readonly string[], headline: string): string[] {
  const at = lines.findIndex((line) => line.replace(/^## /, '') === headline);
  return lines.slice(at + 1);
}

/** A page's title without the name of the site behind it. */
function titleOf(title: string): string {
  return title.split(/\s*[_|｜]\s*|\s+[-–—]\s+/)[0] ?? '';
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '');
}
