import { Refusal } from '../../error.ts';
import { embedHeight } from '../../charts/embed-words.ts';
import { escapeXml } from '../../charts/svg.ts';
import type { Lang } from '../../field/text.ts';
import { readAnswer } from './asked-chart.ts';
import { drawingView } from './drawing-view.ts';
import { chooseLanguage } from '../language.ts';
import { isLoopback } from '../access.ts';
import { wholeNumber } from '../web/parameters.ts';

/** oEmbed 1.0, section 2.3.4.4: an answer of type `rich`. */
export interface Embedded {
  version: '1.0';
  type: 'rich';
  provider_name: string;
  provider_url: string;
  title: string;
  width: number;
  height: number;
  html: string;
  thumbnail_url: string;
  thumbnail_width: number;
  thumbnail_height: number;
}

const WIDTH = 720;
const NARROWEST = 240;
const THUMBNAIL = { width: 480, height: 270 };

/**
 * The embed of one of our charts, by the address of its page, embed or file: as wide as it likes within
 * `maxwidth`, with the address's pin, place, theme and language. Refuses what the standard refuses: an address that
 * is none of ours (404), another format (501), and bounds too small for a chart (404).
 */
export async function embedded(asked: URL, origin: string, lang: Lang): Promise<Embedded> {
  const format = asked.searchParams.get('format') ?? 'json';
  if (format !== 'json') throw noFormat(format);
  const target = chartOf(asked.searchParams.get('url'), origin);
  const bound = (name: string) =>
    wholeNumber(name, asked.searchParams.get(name), { from: 1, to: 1_000_000 }) ?? Infinity;
  const { hasTitle } = drawingView(target.url);
  const shownIn = chooseLanguage(target.url.searchParams.get('lang'), undefined, lang);
  const answer = await readAnswer(target.slug, target.url).answer();
  const width = Math.min(WIDTH, bound('maxwidth'));
  if (width < NARROWEST) throw tooSmall(width);
  const height = Math.min(embedHeight(answer, shownIn, width, hasTitle), bound('maxheight'));
  const { search } = target.url;
  const title = answer.title[shownIn];
  return {
    version: '1.0',
    type: 'rich',
    provider_name: shownIn === 'zh' ? '引力' : 'Yinli',
    provider_url: `${origin}/`,
    title,
    width,
    height,
    html: `<iframe src="${escapeXml(`${origin}/embed/${target.slug}${search}`)}" title="${escapeXml(title)}" width="${width}" height="${height}" frameborder="0" loading="lazy"></iframe>`,
    thumbnail_url: `${origin}/charts/${target.slug}.png${withSize(search)}`,
    thumbnail_width: THUMBNAIL.width,
    thumbnail_height: THUMBNAIL.height
  };
}

/** Where programs that embed links are told of the chart at an address of ours. */
export function oembedHref(origin: string, { pathname, search }: URL): string {
  return `${origin}/oembed?format=json&url=${encodeURIComponent(origin + pathname + search)}`;
}

/** The slug and the whole address of one of our charts. */
function chartOf(text: string | null, origin: string): { slug: string; url: URL } {
  if (!text) {
    throw new Refusal(400, 'missing-parameter', {
      zh: '缺少 url：请给出图表页面的地址，例如 /oembed?url=http://…/charts/stock。',
      en: 'There is no url: give the address of a chart’s page, such as /oembed?url=http://…/charts/stock.'
    });
  }
  const url = URL.canParse(text, origin) ? new URL(text, origin) : null;
  const path = url && isHere(url, origin) ? /^\/(?:charts|embed)\/([^/]+?)\/?$/.exec(url.pathname) : null;
  const slug = path?.[1] && decoded(path[1]).replace(/\.(svg|png|html)$/, '');
  if (url && slug) return { slug, url };
  throw new Refusal(404, 'not-embeddable', {
    zh: `“${text}”不是这里的图表地址，应是 ${origin}/charts/… 或 ${origin}/embed/…。`,
    en: `“${text}” is no chart of this server; its charts are ${origin}/charts/… and ${origin}/embed/….`
  });
}

/** This server's own address; on one machine, localhost and 127.0.0.1 are the same. */
function isHere(url: URL, origin: string): boolean {
  if (url.origin === origin) return true;
  const here = new URL(origin);
  const isPlain = url.protocol === 'http:' || url.protocol === 'https:';
  return isPlain && url.port === here.port && isLoopback(url.hostname) && isLoopback(here.hostname);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withSize(search: string): string {
  const params = new URLSearchParams(search);
  params.set('width', String(THUMBNAIL.width));
  params.set('height', String(THUMBNAIL.height));
  return `?${params}`;
}

function noFormat(format: string): Refusal {
  return new Refusal(501, 'unknown-format', {
    zh: `不提供 format=${format}，只有 json。`,
    en: `There is no format=${format}, only json.`
  });
}

function tooSmall(width: number): Refusal {
  return new Refusal(404, 'too-small', {
    zh: `图表至少要 ${NARROWEST} 像素宽，maxwidth 只有 ${width}。`,
    en: `A chart needs ${NARROWEST} px of width; maxwidth allows ${width}.`
  });
}
