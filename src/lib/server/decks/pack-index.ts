import { dayOf } from '../../field/day.ts';
import { versionName } from '../../charts/passage.ts';
import { escapeXml as esc } from '../../charts/svg.ts';
import { cssVariables, DARK, LIGHT } from '../../charts/theme.ts';
import { provenanceOf } from '../../charts/view.ts';
import { word } from '../../charts/words.ts';
import { languageTag, type Lang, type Text } from '../../field/text.ts';
import { formatDate } from '../../format.ts';
import { pinName } from '../../slides/words.ts';
import type { ChartState } from '../charts/files.ts';
import type { Pin } from '../pins.ts';

/** A chart of the pack; its files are called `name`. */
export interface PackedChart extends ChartState {
  name: string;
  pin: Pin;
}

const STYLE = `:root{color-scheme:light dark;${cssVariables(LIGHT)}}@media(prefers-color-scheme:dark){:root{${cssVariables(DARK)}}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1000px;padding:24px 20px 48px;background:var(--paper);color:var(--ink);font:15px/1.7 system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;overflow-wrap:anywhere}
h1{font-size:26px;line-height:1.4;margin:0}h2{font-size:17px;margin:0}p{margin:4px 0}ul{list-style:none;margin:20px 0 0;padding:0}li{border-top:1px solid var(--rule);padding:14px 0;display:grid;grid-template-columns:300px minmax(0,1fr);gap:6px 24px}
img{width:100%;height:auto;display:block;background:#fbfaf7}.soft{color:var(--soft);font-size:13px}a{color:inherit}.acts{display:flex;flex-wrap:wrap;gap:4px 18px}.badge{border:1px solid var(--caution);color:var(--caution);border-radius:4px;padding:0 6px;font-size:13px;font-weight:400;white-space:nowrap}
@media(max-width:640px){li{grid-template-columns:minmax(0,1fr)}}`;

const WORDS = {
  intro: {
    zh: '这个文件夹不需要网络：解开后直接打开即可。数字都是定稿，不会再变动。',
    en: 'This folder needs no network: unpack it and open what you need. Every figure is pinned and does not move.'
  },
  present: { zh: '放映', en: 'Present' },
  deck: { zh: '幻灯片（PowerPoint、WPS）', en: 'Deck (PowerPoint, WPS)' },
  list: { zh: '版本与来源清单', en: 'List of versions and sources' },
  page: { zh: '网页', en: 'Page' },
  paths: { zh: 'SVG（文字转轮廓）', en: 'SVG (text as outlines)' },
  data: { zh: '数据：', en: 'Data: ' },
  pinned: { zh: '留存：', en: 'Kept: ' },
  files: { zh: '文件', en: 'Files' },
  synthetic: {
    zh: '模拟数据：由程序生成，不是真实组织。',
    en: 'Synthetic data: made by a program, not real organizations.'
  }
} satisfies Record<string, Text>;

/** The pack's first page: every chart with its picture, its files and where its figures come from. */
export function packIndex(title: string, charts: readonly PackedChart[], lang: Lang): string {
  const say = (name: keyof typeof WORDS) => WORDS[name][lang];
  const items = charts.map((chart) => {
    const { answer, name } = chart;
    const file = (ending: string, words: string) => `<a href="charts/${name}.${ending}">${words}</a>`;
    const badge = answer.synthetic ? ` <span class="badge">${word('synthetic', lang)}</span>` : '';
    const lines = factsOf(chart, lang).map((line) => `<p class="soft">${esc(line)}</p>`);
    return (
      `<li><a href="charts/${name}.html"><img src="charts/${name}.png" width="960" height="540" alt="${esc(answer.title[lang])}"></a>` +
      `<div><h2 dir="auto">${esc(answer.title[lang])}${badge}</h2><p class="acts">${file('html', say('page'))}${file('png', 'PNG')}${file('svg', say('paths'))}${file('csv', 'CSV')}</p>${lines.join('')}</div></li>`
    );
  });
  return `<!doctype html>
<html lang="${languageTag[lang]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${esc(title)}</title><style>${STYLE}</style></head>
<body><main><h1 dir="auto">${esc(title)}</h1><p class="soft">${say('intro')}</p>
<p class="acts"><a href="present.html">${say('present')}</a><a href="deck.pptx">${say('deck')}</a><a href="sources.txt">${say('list')}</a></p><ul>${items.join('')}</ul></main></body></html>
`;
}

/** The same as a text file; with the mark by which Windows knows it as UTF-8. */
export function packList(title: string, charts: readonly PackedChart[], lang: Lang): string {
  const say = (name: keyof typeof WORDS) => WORDS[name][lang];
  const blocks = charts.map((chart) =>
    [
      chart.answer.title[lang],
      ...(chart.answer.synthetic ? [say('synthetic')] : []),
      ...factsOf(chart, lang),
      `${say('files')}${lang === 'zh' ? '：' : ': '}charts/${chart.name}.png .svg .csv .html`
    ].join('\r\n')
  );
  return `\ufeff${[title, say('intro'), ...blocks].join('\r\n\r\n')}\r\n`;
}

function factsOf({ answer, pin }: PackedChart, lang: Lang): string[] {
  const colon = lang === 'zh' ? '：' : ': ';
  const found = answer.results.map((result) => provenanceOf(result, lang));
  const sources = found.flatMap((one) =>
    one.sources.map(({ title, url }) => (url ? `${title} ${url}` : title))
  );
  const definitions = found.map(({ definition }) => `${definition.title}${colon}${definition.text}`);
  const versions = found.flatMap((one) => one.versions.map((known) => versionName(known, lang)));
  const say = (label: string, texts: string[]) => {
    const unique = [...new Set(texts)].filter((text) => text !== '');
    return unique.length === 0 ? [] : [label + unique.join(lang === 'zh' ? '；' : '; ')];
  };
  return [
    ...say(word('source', lang), sources),
    ...say(word('definition', lang), definitions),
    ...say(WORDS.data[lang], [
      ...(answer.asOf === '' ? [] : [word('asOf', lang) + formatDate(answer.asOf, lang)]),
      ...versions
    ]),
    ...say(WORDS.pinned[lang], [
      [
        pinName(pin.pin, lang),
        formatDate(dayOf(pin.createdAt), lang),
        `${lang === 'zh' ? '引力' : 'Yinli'} ${pin.release}`
      ].join(lang === 'zh' ? '，' : ', ')
    ])
  ];
}
