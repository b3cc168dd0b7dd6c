import type { Lang } from '../field/text.ts';
import { describe } from './describe.ts';
import { drawingOf, heightOf, isStiff } from './option.ts';
import type { Answer, ChartType } from './spec.ts';
import { drawSvg } from './svg.ts';
import { VARIABLES } from './theme.ts';

/** What a chart has on a slide of 16:9 under its title and above its source, in px that are shown about twice as large. */
const WIDE = { width: 960, height: 400 };
const NARROW = 358;
/** What is drawn in one size however wide fills a slide when it is given little room. */
const FIXED_WIDTH: Partial<Record<ChartType, number>> = { number: 420, 'tile-grid': 640 };

/** A chart for a slide in the page's own colours: as wide as a screen, or as narrow as a phone held upright. */
export function drawForSlide(answer: Answer, lang: Lang, band: 'wide' | 'narrow', prefix: string): string {
  const { width, height } = band === 'narrow' ? narrow(answer, lang) : wide(answer, lang);
  // The slide itself bears the mark of synthetic data, larger than a drawing does.
  const shown = { ...answer, synthetic: false };
  const { option } = drawingOf(shown, { lang, width, height, theme: VARIABLES });
  const words = { title: answer.title[lang], description: describe(answer, lang) };
  return drawSvg(option, { width, height, prefix, ...words });
}

function narrow(answer: Answer, lang: Lang) {
  return { width: NARROW, height: heightOf(answer, { lang, width: NARROW }) };
}

/** Charts whose height follows from their rows are drawn wider instead, until they have the shape of a slide. */
function wide(answer: Answer, lang: Lang) {
  const fixed = FIXED_WIDTH[answer.spec.type];
  if (fixed) return { width: fixed, height: heightOf(answer, { lang, width: fixed }) };
  const needed = heightOf(answer, { lang, width: WIDE.width });
  if (!isStiff(answer.spec)) return { width: WIDE.width, height: Math.max(WIDE.height, needed * 0.9) };
  const width = Math.max(WIDE.width, Math.round((needed * WIDE.width) / WIDE.height));
  return { width, height: heightOf(answer, { lang, width }) };
}
