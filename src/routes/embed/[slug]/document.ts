import { createHash } from 'node:crypto';
import { escapeXml } from '$lib/charts/svg.ts';
import { cssVariables, DARK, LIGHT } from '$lib/charts/theme.ts';
import type { Lang } from '$lib/field/text.ts';
import type { ChartView } from '$lib/charts/view.ts';
import { languageTag } from '$lib/server/language.ts';

export interface EmbedSettings {
  theme: 'auto' | 'light' | 'dark' | 'transparent';
  hasTitle: boolean;
  lang: Lang;
  /** The chart's own page. */
  href: string;
}

const SCRIPT = `const tell = () => parent.postMessage({ type: 'yinli:height', height: document.body.offsetHeight }, '*');
new ResizeObserver(tell).observe(document.body);
addEventListener('load', tell);
addEventListener('message', ({ data }) => data?.type === 'yinli:ask' && tell());`;

const BASE = `*{box-sizing:border-box}body{margin:0;padding:12px 14px;color:var(--ink);font:14px/1.6 system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}
h1{font-size:16px;margin:0}p{margin:2px 0;font-size:12px;color:var(--soft)}a{color:inherit}svg{display:block;width:100%;height:auto}.wide{display:none}
.badge{border:1px solid var(--caution);color:var(--caution);border-radius:4px;padding:0 5px}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(min-width:520px){.wide{display:block}.narrow{display:none}}`;

const STYLES: Record<EmbedSettings['theme'], string> = {
  auto: `:root{color-scheme:light dark;${cssVariables(LIGHT)}}@media(prefers-color-scheme:dark){:root{${cssVariables(DARK)}}}body{background:var(--paper)}${BASE}`,
  light: `:root{color-scheme:light;${cssVariables(LIGHT)}}body{background:var(--paper)}${BASE}`,
  dark: `:root{color-scheme:dark;${cssVariables(DARK)}}body{background:var(--paper)}${BASE}`,
  transparent: `:root{${cssVariables(LIGHT)}}${BASE}`
};

/** Only its own inline style and script run; `frames` are the pages that may frame it. */
export const policyFor = (frames: string): string =>
  [
    "default-src 'none'",
    `style-src ${Object.values(STYLES).map(hashOf).join(' ')}`,
    `script-src ${hashOf(SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frames}`
  ].join('; ');

/** A page with one chart in two bands, its words, source and mark of synthetic data. */
export function documentOf(chart: ChartView, { theme, hasTitle, lang, href }: EmbedSettings): string {
  const source = chart.provenance[0];
  const words =
    lang === 'zh'
      ? { source: '来源：', definition: '口径：', synthetic: '模拟数据' }
      : { source: 'Source: ', definition: 'Definition: ', synthetic: 'synthetic' };
  const badge = chart.synthetic ? ` <span class="badge">${words.synthetic}</span>` : '';
  const versions = source?.versions.map(({ dataset, version }) => `${dataset} v${version}`).join(', ') ?? '';
  return `<!doctype html>
<html lang="${languageTag[lang]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeXml(chart.title)}</title><style>${STYLES[theme]}</style></head>
<body><main>${hasTitle ? `<h1>${escapeXml(chart.title)}</h1><p>${escapeXml(chart.subtitle)}</p>` : ''}
<p class="hidden">${escapeXml(chart.description)}</p><div class="wide">${chart.wide}</div><div class="narrow">${chart.narrow}</div>
<p>${words.source}${escapeXml(source?.sources[0]?.title ?? '')}${badge} · ${words.definition}${escapeXml(source?.definition.title ?? '')} · ${escapeXml(versions)} · <a href="${escapeXml(href)}" target="_blank" rel="noopener">${lang === 'zh' ? '引力' : 'Yinli'}</a></p></main>
<script>${SCRIPT}</script></body></html>`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
