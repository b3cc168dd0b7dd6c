import { createHash } from 'node:crypto';
import { escapeXml } from '../../charts/svg.ts';
import { cssVariables, DARK, LIGHT } from '../../charts/theme.ts';
import { versionName } from '../../charts/passage.ts';
import { viewOf, type Provenance } from '../../charts/view.ts';
import type { Answer } from '../../charts/spec.ts';
import { languageTag, type Lang } from '../../field/text.ts';
import { formatDate } from '../../format.ts';

const STYLE = `:root{color-scheme:light dark;${cssVariables(LIGHT)}}@media(prefers-color-scheme:dark){:root{${cssVariables(DARK)}}}
*{box-sizing:border-box}body{margin:0 auto;max-width:860px;padding:24px 20px 48px;background:var(--paper);color:var(--ink);font:15px/1.7 system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}
h1{font-size:24px;line-height:1.4;margin:0}h2{font-size:17px;border-top:2px solid var(--ink);padding-top:8px;margin:32px 0 8px}p{margin:4px 0}.soft,dt{color:var(--soft);font-size:13px}dl{margin:0}dd{margin:0 0 8px}
svg{display:block;width:100%;height:auto;margin:12px 0}.wide{display:none}@media(min-width:520px){.wide{display:block}.narrow{display:none}}
.badge{border:1px solid var(--caution);color:var(--caution);border-radius:4px;padding:0 6px;font-size:13px;font-weight:400;white-space:nowrap}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}th,td{text-align:left;border-bottom:1px solid var(--rule);padding:3px 16px 3px 0}td:first-child{white-space:nowrap}.number{text-align:right}
@media print{body{padding:0}.wide{display:block}.narrow{display:none}}`;

/** Nothing is fetched and nothing runs: the page is all there is. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const WORDS = {
  table: { zh: '数据表', en: 'Table' },
  source: { zh: '来源与口径', en: 'Sources and definitions' },
  synthetic: { zh: '模拟数据', en: 'synthetic data' },
  definition: { zh: '口径', en: 'Definition' },
  sources: { zh: '来源', en: 'Sources' },
  versions: { zh: '数据', en: 'Data' },
  formula: { zh: '算法', en: 'Formula' },
  none: { zh: '未定稿，数字截至保存时', en: 'Not pinned: as of the time it was saved' }
};

/** A chart as one HTML file that needs no network: drawing, words, table, definitions, sources, versions. */
export function chartPage(answer: Answer, pin: number | null, lang: Lang): string {
  const view = viewOf(answer, lang, '');
  const say = (name: keyof typeof WORDS) => WORDS[name][lang];
  const badge = view.synthetic ? ` <span class="badge">${say('synthetic')}</span>` : '';
  const asOf =
    lang === 'zh' ? `截至${formatDate(answer.asOf, lang)}` : `As of ${formatDate(answer.asOf, lang)}`;
  const mark = pin === null ? say('none') : lang === 'zh' ? `定稿第${pin}稿` : `Pin ${pin}`;
  const state = [asOf, mark, `${lang === 'zh' ? '引力' : 'Yinli'} ${answer.release}`].join(' · ');
  const breaks = view.breaks.map(({ at, reason }) => `<p class="soft">${escapeXml(`${at} ${reason}`)}</p>`);
  return `<!doctype html>
<html lang="${languageTag[lang]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeXml(view.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeXml(view.title)}${badge}</h1><p class="soft">${escapeXml(view.subtitle)}</p>
<div class="wide">${view.wide}</div><div class="narrow">${view.narrow}</div>${breaks.join('')}
<p>${escapeXml(view.description)}</p><p class="soft">${escapeXml(state)}</p>
<h2>${say('table')}</h2><div class="scroll">${tableHtml(view.table)}</div>
<h2>${say('source')}</h2>${view.provenance.map((one) => provenanceHtml(one, lang, say)).join('')}</main></body></html>
`;
}

function tableHtml({ columns, rows }: ReturnType<typeof viewOf>['table']): string {
  const mark = (at: number) => (columns[at]?.numeric ? ' class="number"' : '');
  const head = columns.map(({ title }, at) => `<th scope="col"${mark(at)}>${escapeXml(title)}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((cell, at) => `<td${mark(at)}>${escapeXml(cell)}</td>`).join('')}</tr>`
  );
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function provenanceHtml(one: Provenance, lang: Lang, say: (name: keyof typeof WORDS) => string): string {
  const sources = one.sources.map(({ title, url }) => (url ? `${title} ${url}` : title));
  const entries: [string, string][] = [
    [say('formula'), one.formula],
    [say('definition'), `${one.definition.title}：${one.definition.text}`],
    [say('sources'), sources.join('；')],
    [say('versions'), one.versions.map((known) => versionName(known, lang)).join(', ')]
  ];
  const told = entries.filter(([, text]) => text !== '');
  return `<h3>${escapeXml(one.title)}</h3><dl>${told.map(([name, text]) => `<dt>${name}</dt><dd>${escapeXml(text)}</dd>`).join('')}</dl>${one.notes.map((note) => `<p class="soft">${escapeXml(note)}</p>`).join('')}`;
}
