import { Refusal } from '../error.ts';

const THEMES = ['light', 'dark', 'transparent'] as const;
const SIZES = { width: [240, 4000, 960], height: [160, 4000, 0] } as const;

export interface DrawingView {
  theme: (typeof THEMES)[number];
  width: number;
  /** Undefined: as high as the chart needs. */
  height: number | undefined;
}

/** `?theme=&width=&height=`; refuses (400) what is no theme or a size out of bounds. */
export function drawingView(url: URL): DrawingView {
  const theme = url.searchParams.get('theme') ?? 'light';
  const known = THEMES.find((name) => name === theme);
  if (!known) {
    throw new Refusal(400, 'bad-parameter', {
      zh: `theme=${theme} 无效，可用：${THEMES.join('、')}。`,
      en: `theme=${theme} is none of ${THEMES.join(', ')}.`
    });
  }
  return { theme: known, width: sizeOf(url, 'width'), height: sizeOf(url, 'height') || undefined };
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
