import type { Band } from './bands.ts';

/** From this width in px on a page shows the wide drawings. */
const WIDE_FROM = 520;

/** Media query of a page that shows the narrow ones. */
export const NARROW_PAGE = `(max-width: ${WIDE_FROM - 1}px)`;

/** Where a page that asks for data says how wide it is, in px. */
export const WIDTH_HEADER = 'yinli-width';

/** The band that a page of the width said shows; undefined where none was said. */
export function bandOf(width: string | null | undefined): Band | undefined {
  const px = Number(width);
  return px > 0 ? (px < WIDE_FROM ? 'narrow' : 'wide') : undefined;
}
