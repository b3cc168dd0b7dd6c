import { mkdirSync, writeFileSync } from 'node:fs';
import { BANDS } from '../../src/lib/charts/bands.ts';
import { describe } from '../../src/lib/charts/describe.ts';
import { drawFile } from '../../src/lib/charts/frame.ts';
import { heightOf, optionOf } from '../../src/lib/charts/option.ts';
import type { Answer } from '../../src/lib/charts/spec.ts';
import { drawSvg, escapeXml } from '../../src/lib/charts/svg.ts';
import { DARK, LIGHT } from '../../src/lib/charts/theme.ts';
import type { Lang } from '../../src/lib/field/text.ts';
import { MATRIX } from './matrix.ts';
import { GALLERY } from './samples.ts';

/** `node tests/gallery/draw.ts <folder>`: every chart in both bands, both themes and both languages, for the eye. */
const folder = process.argv[2] ?? 'gallery';
mkdirSync(folder, { recursive: true });

function draw(name: string, answer: Answer, lang: Lang, theme: 'light' | 'dark', width: number): string {
  const height = heightOf(answer, { lang, width });
  const option = optionOf(answer, { lang, width, height, theme: theme === 'dark' ? DARK : LIGHT });
  const svg = drawSvg(option, {
    width,
    height,
    prefix: `${name}-${lang}-${theme}-${width}`,
    title: answer.title[lang],
    description: describe(answer, lang)
  });
  writeFileSync(`${folder}/${name}.${lang}.${theme}.${width}.svg`, svg);
  return svg;
}

for (const [lang, theme] of [
  ['zh', 'light'],
  ['en', 'light'],
  ['zh', 'dark'],
  ['en', 'dark']
] as const) {
  const { paper, ink } = theme === 'dark' ? DARK : LIGHT;
  const charts = Object.entries({ ...MATRIX, ...GALLERY }).map(([name, make]) => {
    const answer = make();
    const [wide, narrow] = [BANDS.wide, BANDS.narrow].map((width) => draw(name, answer, lang, theme, width));
    return `<section><h2>${name}</h2><div>${wide}${narrow}</div><p>${escapeXml(describe(answer, lang))}</p></section>`;
  });
  const style = `body{background:${paper};color:${ink};font:13px sans-serif}div{display:flex;gap:24px;align-items:start}svg{outline:1px dashed #8884}`;
  writeFileSync(
    `${folder}/${lang}.${theme}.html`,
    `<!doctype html><meta charset="utf-8"><style>${style}</style>${charts.join('\n')}`
  );
}
const files = Object.values(GALLERY).flatMap((make) => [
  drawFile(make(), { lang: 'zh', theme: 'light', width: 960 }),
  drawFile(make(), { lang: 'en', theme: 'dark', width: 480 })
]);
writeFileSync(
  `${folder}/files.html`,
  `<!doctype html><meta charset="utf-8"><body style="background:#bbb">${files.join('<br><br>')}`
);
