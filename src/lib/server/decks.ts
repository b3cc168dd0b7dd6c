import { z } from 'zod';
import type { Lang } from '../field/text.ts';
import { Refusal } from '../error.ts';
import { validate } from '../query/validate.ts';
import type { DeckSlide } from '../slides/deck.ts';
import { RATIOS, type Ratio } from '../slides/slide.ts';
import type { Place } from './charts/answers.ts';
import { makeDeck } from './decks/thread.ts';
import * as pins from './pins.ts';
import { rememberDeck } from './charts/uses.ts';
import * as collections from './collections.ts';
import {
  chartRef,
  isPinned,
  MAX_SLIDES,
  pinned,
  placeShape,
  refsOf,
  slideOf,
  slideSchema,
  type ChartRef,
  type GivenSlide,
  type Slide
} from './decks/slides.ts';
import { line } from './given-text.ts';

export const RATIO_NAMES = Object.keys(RATIOS) as [Ratio, ...Ratio[]];

/** Slides of its own, or all those of a collection. */
const deckSlide = z.union([
  slideSchema,
  z.strictObject({ kind: z.literal('collection'), slug: z.string().max(80) })
]);

export const deckSchema = z
  .strictObject({
    title: line(200),
    charts: z.array(z.strictObject(chartRef)).min(1).max(MAX_SLIDES).optional(),
    slides: z.array(deckSlide).min(1).max(MAX_SLIDES).optional(),
    lang: z.enum(['zh', 'en']).optional(),
    ratio: z.enum(RATIO_NAMES).optional(),
    ...placeShape
  })
  .refine(({ charts, slides }) => (charts === undefined) !== (slides === undefined), {
    error: 'charts / slides',
    path: ['charts']
  });

/** A deck as it is asked for: its slides in their order, and the place of charts that name none. */
export interface DeckRequest extends Pick<Place, 'region' | 'asOf'> {
  title: string;
  slides: Slide[];
  lang: Lang | undefined;
  ratio: Ratio;
}

/** Reads what a deck is to hold; refuses (400) with the place and reason of the first fault, and unknown collections. */
export function parseDeck(body: unknown): DeckRequest {
  const given = validate(deckSchema, body, 'bad-deck', { zh: '幻灯片请求', en: 'The deck' });
  const { title, charts = [], lang, ratio = '16:9', region, asOf } = given;
  const slides = (given.slides ?? charts).flatMap((one) =>
    'kind' in one && one.kind === 'collection'
      ? collections.read(one.slug).slides
      : [slideOf(one as GivenSlide)]
  );
  if (slides.length > MAX_SLIDES) throw tooMany(slides.length);
  return { title, slides, lang, ratio, region, asOf };
}

/** True when making the deck makes pins. */
export function makesPins({ slides }: DeckRequest): boolean {
  return !slides.every(isPinned);
}

/** The deck of a request: charts without a pin are pinned by it, as they are now. */
export async function make(request: DeckRequest, lang: Lang, now: Date): Promise<Uint8Array> {
  const { title, ratio, region, asOf } = request;
  const slides: DeckSlide[] = [];
  for (const slide of request.slides) {
    slides.push(deckSlideOf(await pinned(placed(slide, { region, asOf }), now), lang));
  }
  rememberDeck(
    title,
    request.slides.flatMap(refsOf).map(({ slug }) => slug),
    now
  );
  return makeDeck({ title, slides, lang, ratio, createdAt: now.toISOString() });
}

/** The place of the whole deck, where a chart that is not pinned names none of its own. */
function placed(slide: Slide, { region, asOf }: Pick<Place, 'region' | 'asOf'>): Slide {
  const at = (ref: ChartRef) =>
    ref.pin === undefined ? { ...ref, region: ref.region ?? region, asOf: ref.asOf ?? asOf } : ref;
  if (slide.kind === 'text') return slide;
  return slide.kind === 'numbers' ? { ...slide, charts: slide.charts.map(at) } : { ...slide, ...at(slide) };
}

function deckSlideOf(slide: Slide, lang: Lang): DeckSlide {
  if (slide.kind === 'text') {
    const lines = slide.text?.[lang] ? slide.text[lang].split('\n') : [];
    return { kind: 'text', title: slide.title[lang], lines };
  }
  const shown = refsOf(slide).map(({ slug, pin }) => pins.kept(pins.read(slug, String(pin))));
  if (slide.kind === 'numbers') return { kind: 'numbers', title: slide.title?.[lang] ?? '', cards: shown };
  const [one] = shown;
  if (!one) throw new Error('a slide of a chart without a chart');
  const text = slide.text?.[lang] ?? '';
  if (slide.kind === 'table') return { kind: 'table', ...one, text };
  return { ...one, said: text };
}

function tooMany(count: number): Refusal {
  return new Refusal(400, 'too-many-slides', {
    zh: `共 ${count} 张，超过 ${MAX_SLIDES} 张的上限。请分成几份。`,
    en: `${count} slides are over the ${MAX_SLIDES} allowed. Make several decks of them.`
  });
}
