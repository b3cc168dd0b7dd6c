import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openSync, type Font } from 'fontkit';

/** An outline in font units, y upwards: letters and numbers of SVG path commands. */
interface Glyph {
  commands: { letter: string; numbers: number[] }[];
  /** In ems. */
  advance: number;
  /** By size in px. */
  drawn: Map<number, Drawn>;
}

/** A glyph at a size: where its first point is, px from its origin, and the path from there in relative commands. */
interface Drawn {
  from: [x: number, y: number];
  path: string;
}

const LETTERS: Record<string, string> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z'
};

/** Blanks that the fonts leave out or draw as boxes, in ems. */
const BLANKS = new Map([
  ['\u2009', 0.2],
  ['\u200a', 0.1],
  ['\u202f', 0.2],
  ['\u00a0', 0.224],
  ['\u200b', 0],
  ['\u200d', 0],
  ['\ufe0e', 0],
  ['\ufe0f', 0]
]);
/** Skin tones, drawn as swatches of their own by a font of one colour. */
const TONES = /^[\u{1f3fb}-\u{1f3ff}]$/u;

interface Face {
  /** An npm package, and the way from its main file to its fonts. */
  from: [name: string, folder: string];
  files: { regular: string; bold: string };
  /** Emoji are drawn wider than an em. */
  scale?: number;
}

/** Asked in this order; what simplified Chinese has not is opened when it is first needed. */
const FACES: Face[] = [
  {
    from: ['@embedpdf/fonts-sc', '../../fonts'],
    files: { regular: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Medium.otf' }
  },
  {
    from: ['@embedpdf/fonts-tc', '../../fonts'],
    files: { regular: 'NotoSansHant-Regular.otf', bold: 'NotoSansHant-Medium.otf' }
  },
  {
    from: ['@embedpdf/fonts-jp', '../../fonts'],
    files: { regular: 'NotoSansJP-Regular.otf', bold: 'NotoSansJP-Medium.otf' }
  },
  {
    from: ['@fontsource/noto-emoji', '../files'],
    files: { regular: 'noto-emoji-emoji-400-normal.woff', bold: 'noto-emoji-emoji-700-normal.woff' },
    scale: 0.8
  }
];

const fonts = new Map<string, Font>();
const kept = new Map<string, Glyph | null>();

/** Chinese punctuation and ideographs sit in the em box; its middle is where SVG's `central` puts the line. */
export const CENTRAL_EM = 0.37;

export interface Outline {
  /** An SVG path from (0, 0), the start of the baseline. */
  path: string;
  /** In px. */
  width: number;
  /** Characters that no font here draws: written as their code points instead. */
  missing: string[];
}

/**
 * A line of text as one outline at `size` px. Outlines are read from the font once a character; one that no font has
 * is written as `[U+20BB7]`, so that a picture never shows an empty box.
 */
export function outlineOf(text: string, size: number, isBold: boolean): Outline {
  const missing: string[] = [];
  const parts: string[] = [];
  let x = 0;
  for (const character of spelledOut(text, isBold, missing)) {
    const glyph = glyphOf(character, isBold);
    if (!glyph) continue;
    const { from, path } = drawnAt(glyph, size);
    if (path !== '') parts.push(`M${round(x + from[0])} ${from[1]}${path}`);
    x += glyph.advance * size;
  }
  return { path: parts.join(''), width: x, missing };
}

/** Relative, so that a character is the same text wherever it stands: made once a size, and packed well. */
function drawnAt({ commands, drawn }: Glyph, size: number): Drawn {
  const known = drawn.get(size);
  if (known) return known;
  const [first, ...rest] = commands;
  const px = (value = 0, index: number) => round((index % 2 === 0 ? value : -value) * size);
  const from: Drawn['from'] = [px(first?.numbers[0], 0), px(first?.numbers[1], 1)];
  let [begun, at] = [from, from];
  const path = rest.map(({ letter, numbers }) => {
    const points = numbers.map(px);
    const [dx, dy] = at;
    const moved = points.map((value, index) => round(value - (index % 2 === 0 ? dx : dy)));
    at = letter === 'Z' ? begun : [points.at(-2) ?? dx, points.at(-1) ?? dy];
    if (letter === 'M') begun = at;
    return letter.toLowerCase() + compact(moved);
  });
  const made = { from, path: path.join('') };
  drawn.set(size, made);
  return made;
}

function* spelledOut(text: string, isBold: boolean, missing: string[]): Generator<string> {
  for (const character of text) {
    if (glyphOf(character, isBold)) yield character;
    else {
      missing.push(character);
      yield* `[U+${character.codePointAt(0)?.toString(16).toUpperCase() ?? ''}]`;
    }
  }
}

function glyphOf(character: string, isBold: boolean): Glyph | null {
  const key = (isBold ? 'b' : 'r') + character;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const glyph = readGlyph(character, isBold ? 'bold' : 'regular');
  kept.set(key, glyph);
  return glyph;
}

function readGlyph(character: string, weight: keyof Face['files']): Glyph | null {
  const blank = TONES.test(character) ? 0 : BLANKS.get(character);
  if (blank !== undefined) return { commands: [], advance: blank, drawn: new Map() };
  const codePoint = character.codePointAt(0) ?? 0;
  for (const { from, files, scale = 1 } of FACES) {
    const font = open(from, files[weight]);
    if (!font.hasGlyphForCodePoint(codePoint)) continue;
    const glyph = font.glyphForCodePoint(codePoint);
    const em = font.unitsPerEm / scale;
    return {
      commands: glyph.path.commands.map(({ command, args }) => ({
        letter: LETTERS[command] ?? '',
        numbers: args.map((value) => value / em)
      })),
      advance: glyph.advanceWidth / em,
      drawn: new Map()
    };
  }
  return null;
}

function open([name, folder]: Face['from'], file: string): Font {
  const known = fonts.get(file);
  if (known) return known;
  const main = createRequire(import.meta.url).resolve(name);
  const font = openSync(join(main, folder, file)) as Font;
  fonts.set(file, font);
  return font;
}

/** Numbers as short as paths allow: `.5-.25 3`. */
function compact(numbers: readonly number[]): string {
  const texts = numbers.map((number) => String(number).replace(/^(-?)0\./, '$1.'));
  return texts.reduce((all, text) => all + (text.startsWith('-') ? '' : ' ') + text, '').trimStart();
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
