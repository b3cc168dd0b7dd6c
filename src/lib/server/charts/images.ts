import { renderAsync } from '@resvg/resvg-js';
import { Refusal } from '../../error.ts';
import { textToPaths } from './text-paths.ts';

/** 1920 × 1080 at scale 4 and no more: a picture takes four bytes a pixel while it is drawn. */
const MAX_PIXELS = 34_000_000;
const AT_ONCE = 2;

let drawing = 0;
const waiting: (() => void)[] = [];

/**
 * One of our drawings as a PNG, `scale` pixels to its px, on a thread of its own. Refuses (400) a picture of more
 * than 34 million pixels.
 */
export async function pngOf(svg: string, scale: number): Promise<Uint8Array> {
  const [, width = 0, height = 0] = (/ width="(\d+)" height="(\d+)"/.exec(svg) ?? []).map(Number);
  const pixels = width * height * scale * scale;
  if (pixels > MAX_PIXELS) {
    throw new Refusal(400, 'too-large', {
      zh: `图片将有 ${width * scale}×${height * scale} 像素，超过 ${MAX_PIXELS / 1e4} 万像素的上限。请减小 width、height 或 scale。`,
      en: `The picture would have ${width * scale} × ${height * scale} pixels, over the ${MAX_PIXELS / 1e6} million allowed. Make width, height or scale smaller.`
    });
  }
  if (drawing >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  drawing += 1;
  try {
    const fitTo = { mode: 'zoom' as const, value: scale };
    return (await renderAsync(textToPaths(svg).svg, { fitTo, font: { loadSystemFonts: false } })).asPng();
  } finally {
    drawing -= 1;
    waiting.shift()?.();
  }
}
