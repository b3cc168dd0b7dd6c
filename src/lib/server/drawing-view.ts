import { Refusal } from '../error.ts';
import type { Ratio } from '../slides/slide.ts';
import { wholeNumber } from './parameters.ts';

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

/** `?theme=&width=&height=&title=0&source=0`; refuses (400) what is no theme or a size out of bounds. */
export function drawingView(url: URL): DrawingView {
  const theme = url.searchParams.get('theme') ?? 'light';
  const known = THEMES.find((name) => name === theme);
  if (!known) {
    throw new Refusal(400, 'bad-parameter', {
      zh: `theme=${theme} 无效，可用：${THEMES.join('、')}。`,
      en: `theme=${theme} is none of ${THEMES.join(', ')}.`
    });
  }
  return {
    theme: known,
    width: sizeOf(url, 'width'),
    height: sizeOf(url, 'height') || undefined,
    hasTitle: url.searchParams.get('title') !== '0',
    hasSource: url.searchParams.get('source') !== '0'
  };
}

/** `?scale=`: pixels of a picture to its px. */
export function scaleOf(url: URL): number {
  return wholeNumber('scale', url.searchParams.get('scale'), { from: 1, to: 4 }) ?? 1;
}

/** `?text=paths`: texts as outlines; absent they are text. */
export function hasPaths(url: URL): boolean {
  const text = url.searchParams.get('text');
  if (text === null || text === 'paths') return text !== null;
  throw new Refusal(400, 'bad-parameter', {
    zh: `text=${text} 无效，可用：paths（文字转为轮廓）。`,
    en: `text=${text} is unknown; there is paths, for texts as outlines.`
  });
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
  const text = url.searchParams.get('ratio') ?? '16:9';
  if (text === '16:9' || text === '4:3') return text;
  throw new Refusal(400, 'bad-parameter', {
    zh: `ratio=${text} 无效，可用：16:9、4:3。`,
    en: `ratio=${text} is neither 16:9 nor 4:3.`
  });
}
