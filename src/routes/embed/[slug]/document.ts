import { createHash } from 'node:crypto';
import { drawBands } from '$lib/charts/bands.ts';
import { describe } from '$lib/charts/describe.ts';
import { EMBED_STYLE, embedWords } from '$lib/charts/embed-words.ts';
import type { Answer } from '$lib/charts/spec.ts';
import { escapeXml } from '$lib/charts/svg.ts';
import { cssVariables, DARK, LIGHT } from '$lib/charts/theme.ts';
import { languageTag, type Lang } from '$lib/field/text.ts';

export interface EmbedSettings {
  theme: 'auto' | 'light' | 'dark' | 'transparent';
  hasTitle: boolean;
  lang: Lang;
  /** The chart's own page. */
  href: string;
  /** What tells of this chart to programs that embed links. */
  oembed: string;
}

/** Tells the page around how high the chart is, whenever that changes; not while it is hidden; and when asked. */
const SCRIPT = `const tell = () => innerWidth && parent.postMessage({ type: 'yinli:height', height: document.body.offsetHeight }, '*');
new ResizeObserver(tell).observe(document.body);
addEventListener('load', tell);
addEventListener('message', ({ data }) => data?.type === 'yinli:ask' && tell());`;

const { padX, padY, title: titlePx, text: textPx, lineHeight, gap, wideFrom } = EMBED_STYLE;
const BASE = `*{box-sizing:border-box}body{margin:0;padding:${padY}px ${padX}px;color:var(--ink);font:14px/${lineHeight} system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}
h1{font-size:${titlePx}px;margin:0}p{margin:${gap}px 0;font-size:${textPx}px;color:var(--soft)}a{color:inherit}svg{display:block;width:100%;height:auto}.wide{display:none}
summary{font-size:${textPx}px;color:var(--soft);cursor:pointer}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(min-width:${wideFrom}px){.wide{display:block}.narrow{display:none}}`;

const STYLES: Record<EmbedSettings['theme'], string> = {
  auto: `:root{color-scheme:light dark;${cssVariables(LIGHT)}}@media(prefers-color-scheme:dark){:root{${cssVariables(DARK)}}}body{background:var(--paper)}${BASE}`,
  light: `:root{color-scheme:light;${cssVariables(LIGHT)}}body{background:var(--paper)}${BASE}`,
  dark: `:root{color-scheme:dark;${cssVariables(DARK)}}body{background:var(--paper)}${BASE}`,
  transparent: `:root{${cssVariables(LIGHT)}}${BASE}`
};

/** Only its own inline style and script run; `frames` may frame it. */
export function policyFor(frames: string): string {
  return [
    "default-src 'none'",
    `style-src ${Object.values(STYLES).map(hashOf).join(' ')}`,
    `script-src ${hashOf(SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frames}`
  ].join('; ');
}

/** A page with one chart in two bands, its words, breaks, source and mark of synthetic data. */
export function documentOf(answer: Answer, pin: number | null, settings: EmbedSettings): string {
  const { theme, hasTitle, lang, href, oembed } = settings;
  const [title, subtitle] = [escapeXml(answer.title[lang]), escapeXml(answer.subtitle[lang])];
  const { wide, narrow } = drawBands(answer, lang);
  const { breaks, notes, source } = embedWords(answer, pin, lang);
  const paragraphs = (texts: string[]) => texts.map((text) => `<p>${escapeXml(text)}</p>`).join('');
  const folded =
    breaks.length === 0
      ? ''
      : `<details><summary>${lang === 'zh' ? '线为何断开' : 'Why the line breaks'}</summary>${paragraphs(breaks)}</details>`;
  const head = hasTitle ? `<h1>${title}</h1>${subtitle === '' ? '' : `<p>${subtitle}</p>`}` : '';
  return `<!doctype html>
<html lang="${languageTag[lang]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><link rel="alternate" type="application/json+oembed" href="${escapeXml(oembed)}"><style>${STYLES[theme]}</style></head>
<body><main>${head}
<p class="hidden">${escapeXml(describe(answer, lang))}</p><div class="wide">${wide}</div><div class="narrow">${narrow}</div>
${paragraphs(notes)}${folded}<p>${escapeXml(source)} · <a href="${escapeXml(href)}" target="_blank" rel="noopener">${lang === 'zh' ? '引力' : 'Yinli'}</a></p></main>
<script>${SCRIPT}</script></body></html>`;
}

/** The same page without a chart: why there is none, in the frame that would have shown it. */
export function missingDocument(
  reason: string,
  { theme, lang, href }: Pick<EmbedSettings, 'theme' | 'lang' | 'href'>
): string {
  return `<!doctype html>
<html lang="${languageTag[lang]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeXml(reason)}</title><style>${STYLES[theme]}</style></head>
<body><main><p>${escapeXml(reason)}</p><p><a href="${escapeXml(href)}" target="_blank" rel="noopener">${lang === 'zh' ? '引力' : 'Yinli'}</a></p></main>
<script>${SCRIPT}</script></body></html>`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
