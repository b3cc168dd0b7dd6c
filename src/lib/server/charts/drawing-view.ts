import { Refusal } from '../../error.ts';
import type { Ratio } from '../../slides/slide.ts';
import { oneOf, wholeNumber } from '../web/parameters.ts';

const THEMES = ['light', 'dark', 'transparent'] as const;
const SIZES = { width: [240, 4000, 960], height: [160, 4000, 0] } as const;

export interface DrawingView {
  theme: (typeof THEMES)[number];
  width: number;
  /** Undefined: as high as the chart needs. */
  height: number | undefined;
  hasTitle: boolean;
  hasSource: boolean;
}

/** `?theme=&lang=&width=&height=&title=0&source=0`; refuses (400) what none of them can be, naming it. */
export function drawingView(url: URL): DrawingView {
  const asked = (name: string) => url.searchParams.get(name);
  oneOf('lang', asked('lang'), ['zh', 'en']);
  return {
    theme: oneOf('theme', asked('theme'), THEMES) ?? 'light',
    width: sizeOf(url, 'width'),
    height: sizeOf(url, 'height') || undefined,
    hasTitle: oneOf('title', asked('title'), ['0', '1']) !== '0',
    hasSource: oneOf('source', asked('source'), ['0', '1']) !== '0'
  };
}

/** `?scale=`: pixels of a picture to its px. */
export function scaleOf(url: URL): number {
  return wholeNumber('scale', url.searchParams.get('scale'), { from: 1, to: 4 }) ?? 1;
}

/** `?text=paths`: texts as outlines; absent they are text. */
export function hasPaths(url: URL): boolean {
  return oneOf('text', url.searchParams.get('text'), ['paths']) === 'paths';
}

function sizeOf(url: URL, name: keyof typeof SIZES): number {
  const text = url.searchParams.get(name);
  const [least, most, otherwise] = SIZES[name];
  if (text === null || text === '') return otherwise;
  const size = Number(text);
  if (Number.isInteger(size) && size >= least && size <= most) return size;
  throw new Refusal(400, 'bad-parameter', {
    zh: `${name}=${text} 无效，应为 ${least} 到 ${most} 的整数（像素）。`,
    en: `${name}=${text} must be a whole number of pixels from ${least} to ${most}.`
  });
}

/** `?ratio=16:9|4:3`: the shape of a slide. */
export function ratioOf(url: URL): Ratio {
  return oneOf('ratio', url.searchParams.get('ratio'), ['16:9', '4:3']) ?? '16:9';
}
