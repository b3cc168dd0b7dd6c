import type { Lang } from '../field/text.ts';
import { describe } from './describe.ts';
import { drawingOf, heightOf } from './option.ts';
import type { Answer } from './spec.ts';
import { drawSvg } from './svg.ts';
import { VARIABLES } from './theme.ts';

/** Widths in px of the two drawings of a chart: full width from 520 px of page on, and below it or at half width. */
export const BANDS = { wide: 700, narrow: 358 } as const;
export type Band = keyof typeof BANDS;

/** A chart for use inside a page, in both bands, or in `only` that one and the other empty. */
export function drawBands(
  answer: Answer,
  lang: Lang,
  only?: Band,
  description = describe(answer, lang)
): Record<Band, string> {
  const draw = (band: Band) =>
    only && only !== band
      ? ''
      : drawInline(answer, lang, BANDS[band], `${prefixOf(answer.slug)}-${band}`, description);
  return { wide: draw('wide'), narrow: draw('narrow') };
}

/** Colours are the page's variables, ids begin with slug and band. */
export function drawBand(answer: Answer, lang: Lang, band: Band): string {
  return drawInline(answer, lang, BANDS[band], `${prefixOf(answer.slug)}-${band}`);
}

/** One drawing of `width` px for use inside a page. */
export function drawInline(
  answer: Answer,
  lang: Lang,
  width: number,
  prefix: string,
  description = describe(answer, lang)
): string {
  const height = heightOf(answer, { lang, width });
  const { option } = drawingOf(answer, {
    lang,
    width,
    height,
    theme: VARIABLES
  });
  return drawSvg(option, {
    width,
    height,
    prefix,
    title: answer.title[lang],
    description
  });
}

/** A slug as the beginning of ids: letters, digits and hyphens only. */
export function prefixOf(slug: string): string {
  return `y-${slug.replace(/[^A-Za-z0-9-]/g, (c) => `_${c.codePointAt(0)?.toString(16)}`)}`;
}
