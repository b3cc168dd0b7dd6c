import { definitionNames } from '../query/definition-title.ts';
import { sourceTitle } from '../query/result.ts';
import type { Lang } from '../field/text.ts';
import { formatDate } from '../format.ts';
import { prefixOf } from './bands.ts';
import { breakNotes, describe } from './describe.ts';
import { wrap } from './measure.ts';
import { drawingOf, heightOf, isStiff } from './option.ts';
import type { Answer } from './spec.ts';
import { drawSvg, escapeXml, svgRoot } from './svg.ts';
import { DARK, LIGHT } from './theme.ts';
import type { Theme } from './theme.ts';
import { circled, word } from './words.ts';

export interface FileSettings {
  lang: Lang;
  theme: 'light' | 'dark' | 'transparent';
  width: number;
  /** Undefined: as high as the words and the chart need. Too small for them: all of it is drawn smaller. */
  height?: number | undefined;
  /** Without title and subtitle, or without the lines of source, definition and versions: left out on purpose. */
  hasTitle?: boolean;
  hasSource?: boolean;
}

/** How much smaller than usual a picture may be drawn to fit a height asked for. */
const SHRINKS = [1, 1.1, 1.2, 1.35, 1.5, 1.75, 2, 2.5, 3, 4, 6];
/** How much larger, for charts that do not grow with their room. */
const ENLARGED = [0.6, 0.7, 0.8, 0.9];
const LEAST_CHART = 210;

interface Line {
  words: string;
  size: number;
  bold?: boolean;
  fill: keyof Omit<Theme, 'series'>;
  /** Baseline, px from the top of its block. */
  y: number;
}

/** A chart as a picture that stands alone: title, chart, breaks, source, definition, as of, versions, 模拟数据. */
export function drawFile(answer: Answer, settings: FileSettings): string {
  const { lang, height: asked } = settings;
  const theme = settings.theme === 'dark' ? DARK : LIGHT;
  const shrink =
    asked === undefined
      ? 1
      : (scalesOf(answer).find((k) => fits(answer, settings, k)) ?? SHRINKS.at(-1) ?? 1);
  const width = Math.round(settings.width * shrink);
  const { margin, inner, head, foot, wanted, grows } = measure(answer, settings, width);
  const rest = 2 * margin + head.height + foot.height;
  const full = Math.ceil(asked === undefined ? rest + wanted : asked * shrink);
  const chart = grows ? Math.max(LEAST_CHART, full - rest) : wanted;
  const height = Math.max(full, rest + chart);
  const { option } = drawingOf(answer, { lang, width: inner, height: chart, theme });
  const prefix = prefixOf(answer.slug);
  const words = { title: answer.title[lang], description: describe(answer, lang) };
  const drawn = drawSvg(option, { width: inner, height: chart, prefix: `${prefix}-c`, ...words });
  const inside = drawn.slice(drawn.indexOf('</desc>') + 7, drawn.lastIndexOf('</svg>'));
  const paper =
    settings.theme === 'transparent'
      ? ''
      : `<rect width="${width}" height="${height}" fill="${theme.paper}"/>`;
  const body =
    paper +
    linesOf(head.lines, margin, margin, theme) +
    `<g transform="translate(${margin} ${margin + head.height})">${inside}</g>` +
    linesOf(foot.lines, margin, height - margin - foot.height, theme);
  const shown = shrink === 1 ? {} : { shown: { width: settings.width, height: asked ?? height } };
  return svgRoot({ width, height, prefix, ...words, body, ...shown });
}

function scalesOf({ spec }: Answer): number[] {
  return isStiff(spec) ? [...ENLARGED, ...SHRINKS] : SHRINKS;
}

function fits(answer: Answer, settings: FileSettings, shrink: number): boolean {
  const { margin, head, foot, wanted, grows } = measure(
    answer,
    settings,
    Math.round(settings.width * shrink)
  );
  const least = grows ? LEAST_CHART : wanted;
  return 2 * margin + head.height + least + foot.height <= (settings.height ?? 0) * shrink;
}

function measure(answer: Answer, settings: FileSettings, width: number) {
  const { lang, hasTitle = true, hasSource = true } = settings;
  const margin = width < 480 ? 16 : 24;
  const inner = width - 2 * margin;
  const none: Block = { lines: [], height: 0 };
  return {
    margin,
    inner,
    head: hasTitle ? headOf(answer, lang, inner) : none,
    foot: hasSource ? footOf(answer, lang, inner) : none,
    wanted: heightOf(answer, { lang, width: inner }),
    grows: !isStiff(answer.spec)
  };
}

interface Block {
  lines: Line[];
  height: number;
}

function headOf(answer: Answer, lang: Lang, width: number): Block {
  const block: Block = { lines: [], height: 0 };
  add(block, wrap(answer.title[lang], width / 1.05, 18), { size: 18, bold: true, fill: 'ink' }, 25);
  if (answer.subtitle[lang] !== '')
    add(block, wrap(answer.subtitle[lang], width, 13), { size: 13, fill: 'soft' }, 19);
  block.height += 10;
  return block;
}

function footOf(answer: Answer, lang: Lang, width: number): Block {
  const block: Block = { lines: [], height: 12 };
  for (const note of breakNotes(answer, lang)) {
    const number = Number.parseInt(note, 10);
    add(
      block,
      wrap(note.replace(/^\d+[：:]\s*/, `${circled(number)} `), width, 12),
      { size: 12, fill: 'ink' },
      18
    );
  }
  for (const note of answer.notes ?? [])
    add(block, wrap(note[lang], width, 12), { size: 12, fill: 'soft' }, 18);
  for (const part of footnotes(answer, lang))
    add(block, wrap(part, width, 12), { size: 12, fill: 'soft' }, 18);
  if (answer.synthetic) {
    const mark =
      lang === 'zh'
        ? '模拟数据：由程序生成，不是真实组织。'
        : 'Synthetic data: made by a program, not real organizations.';
    add(block, wrap(mark, width, 12), { size: 12, bold: true, fill: 'caution' }, 18);
  }
  return block;
}

/** Source, definition, as of and versions, in short parts joined as long as they fit a line each. */
function footnotes(answer: Answer, lang: Lang): string[] {
  const sources = [...new Set(answer.results.flatMap((r) => r.sources.map((s) => sourceTitle(s, lang))))];
  const definitions = definitionNames(answer.results, lang);
  const versions = Object.entries(
    Object.assign({}, ...answer.results.map((r) => r.versions)) as Record<string, number>
  );
  const shown = versions.map(
    ([dataset, version]) => `${dataset} ${lang === 'zh' ? `第${version}版` : `version ${version}`}`
  );
  const [comma, stop] = lang === 'zh' ? ['、', ' · '] : [', ', ' · '];
  const asOf =
    lang === 'zh' ? `截至${formatDate(answer.asOf, lang)}` : `As of ${formatDate(answer.asOf, lang)}`;
  return [
    ...(sources.length > 0 ? [word('source', lang) + sources.slice(0, 4).join(comma)] : []),
    ...(definitions.length > 0 ? [word('definition', lang) + definitions.join(comma)] : []),
    [asOf, ...shown, `${lang === 'zh' ? '引力' : 'Yinli'} ${answer.release}`].join(stop)
  ];
}

function add(
  block: Block,
  words: readonly string[],
  style: Pick<Line, 'size' | 'bold' | 'fill'>,
  lineHeight: number
): void {
  for (const line of words) {
    block.lines.push({ ...style, words: line, y: block.height + Math.round(lineHeight * 0.75) });
    block.height += lineHeight;
  }
}

function linesOf(lines: readonly Line[], x: number, top: number, theme: Theme): string {
  return lines
    .map(
      (line) =>
        `<text x="${x}" y="${top + line.y}" font-size="${line.size}"${line.bold ? ' font-weight="600"' : ''} ` +
        `fill="${theme[line.fill]}">${escapeXml(line.words)}</text>`
    )
    .join('');
}
