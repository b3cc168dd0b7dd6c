import { createHash } from 'node:crypto';
import { escapeXml as esc } from '../../charts/svg.ts';
import { languageTag, type Lang, type Text } from '../../field/text.ts';
import type { Presented } from './presented.ts';
import type { Ratio } from '../../slides/slide.ts';
import { SCRIPT } from './script.ts';
import { slideHtml } from './slides.ts';
import { styleOf, type Scheme } from './style.ts';

export interface Settings {
  lang: Lang;
  scheme: Scheme;
  ratio: Ratio;
  /** The address of the same presentation in the other state, live or pinned; null where there is none. */
  otherHref: string | null;
  isLive: boolean;
}

const WORDS = {
  before: { zh: '上一张', en: 'Previous slide' },
  next: { zh: '下一张', en: 'Next slide' },
  full: { zh: '全屏', en: 'Full screen' },
  live: { zh: '看最新数字', en: 'Newest figures' },
  pinned: { zh: '看定稿', en: 'Pinned figures' },
  leave: { zh: '退出', en: 'Leave' },
  controls: { zh: '放映', en: 'Presentation' },
  offline: {
    zh: '现在没有网络，不能离开放映。',
    en: 'There is no network; the presentation cannot be left now.'
  },
  empty: { zh: '这个图集还没有幻灯片。', en: 'This collection has no slides yet.' },
  back: { zh: '看看有哪些图表和图集', en: 'See which charts and collections there are' }
} satisfies Record<string, Text>;

/** Only its own inline style and script run, nothing is fetched, nobody frames it. */
export function policyOf({ scheme, ratio }: Pick<Settings, 'scheme' | 'ratio'>): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(styleOf(scheme, ratio))}`,
    `script-src ${hashOf(SCRIPT)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join('; ');
}

/** The whole presentation in one document: it goes on without a network, prints a slide a page, reads without scripts. */
export function documentOf({ title, home, slides }: Presented, settings: Settings): string {
  const { lang, otherHref, isLive } = settings;
  const say = (name: keyof typeof WORDS) => WORDS[name][lang];
  const other = isLive ? say('pinned') : say('live');
  const body =
    slides.length === 0
      ? `<section class="slide cover" id="1" tabindex="-1" aria-label="${esc(title)}"><header><h2 dir="auto">${esc(title)}</h2></header><p>${say('empty')}</p></section>`
      : slides.map((slide, at) => slideHtml(slide, at + 1, lang)).join('\n');
  const controls =
    `<nav aria-label="${say('controls')}">${otherHref === null ? '' : `<a href="${esc(otherHref)}">${other}</a>`}<a href="${esc(home)}">${say('leave')}</a>` +
    `<button type="button" class="full" aria-keyshortcuts="f">${say('full')}</button><button type="button" class="before" aria-label="${say('before')}">‹</button>` +
    `<span class="count" aria-hidden="true">${Math.max(1, slides.length)}</span><button type="button" class="next" aria-label="${say('next')}">›</button></nav>`;
  const attributes = `data-home="${esc(home)}" data-offline="${say('offline')}"`;
  return page(
    title,
    settings,
    attributes,
    `<main>${body}</main>${controls}<p class="hidden" role="status"></p><script>${SCRIPT}</script>`
  );
}

/** The page of a slug that is nothing to present. */
export function missingDocument(reason: string, status: number, settings: Settings): string {
  const { lang } = settings;
  const body = `<main><section class="slide cover"><header><h2>${status}</h2></header><p>${esc(reason)}</p><p><a href="/charts">${WORDS.back[lang]}</a></p></section></main>`;
  return page(String(status), settings, '', body);
}

function page(title: string, { lang, scheme, ratio }: Settings, attributes: string, body: string): string {
  return `<!doctype html>
<html lang="${languageTag[lang]}" ${attributes}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${esc(title)}</title><link rel="icon" href="data:,"><style>${styleOf(scheme, ratio)}</style></head>
<body>${body}</body></html>`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
