import type { Lang } from '../../field/text.ts';
import { deckOf, slideChart, type Deck, type DeckChart, type DeckSlide } from '../../slides/deck.ts';
import type { Kept } from '../../slides/more-slides.ts';
import type { Ratio } from '../../slides/slide.ts';

/** One chart alone on a slide, as a .pptx. */
export function single(chart: Kept, lang: Lang, ratio: Ratio): Promise<Uint8Array> {
  const { createdAt } = chart.mark;
  return deckFile({ title: null, slides: [chart], lang, ratio, createdAt });
}

/** A deck as a .pptx, see `deckOf`; charts that Office cannot draw are drawn here. */
export async function deckFile(deck: Deck): Promise<Uint8Array> {
  const { lang, ratio } = deck;
  const slides: DeckSlide[] = [];
  for (const one of deck.slides) {
    const isChart = one.kind === undefined || one.kind === 'chart';
    slides.push(isChart ? await drawn(one, lang, ratio) : one);
  }
  return deckOf({ ...deck, slides });
}

/** A chart as a slide takes it: with its picture when Office has no such chart. What draws is loaded only then. */
export async function drawn(chart: DeckChart, lang: Lang, ratio: Ratio): Promise<DeckChart> {
  if (slideChart(chart.answer, lang)) return chart;
  const { pictureOf } = await import('./picture.ts');
  return { ...chart, picture: await pictureOf(chart.answer, lang, ratio) };
}
