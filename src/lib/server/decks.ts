import { z } from 'zod';
import { drawFile } from '../charts/frame.ts';
import type { Lang } from '../field/text.ts';
import { isDate } from '../field/period.ts';
import { validate } from '../query/validate.ts';
import { deckOf, slideChart, type DeckChart } from '../slides/deck.ts';
import { chartBox, RATIOS, type Ratio } from '../slides/slide.ts';
import type { PinMark } from '../slides/words.ts';
import type { Answer } from '../charts/spec.ts';
import type { Place } from './chart-answers.ts';
import { makeDeck } from './deck-thread.ts';
import { pngOf } from './images.ts';
import * as pins from './pins.ts';
import { textToPaths } from './text-paths.ts';

export const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
export const RATIO_NAMES = Object.keys(RATIOS) as [Ratio, ...Ratio[]];

const MAX_CHARTS = 60;
const date = z.string().refine(isDate, 'YYYY-MM-DD');
const place = { region: z.string().max(20).optional(), asOf: date.optional() };

export const deckSchema = z.strictObject({
  title: z.string().min(1).max(200),
  charts: z
    .array(z.strictObject({ slug: z.string().max(80), pin: z.int().min(1).optional(), ...place }))
    .min(1)
    .max(MAX_CHARTS),
  lang: z.enum(['zh', 'en']).optional(),
  ratio: z.enum(RATIO_NAMES).optional(),
  ...place
});

export type DeckRequest = z.infer<typeof deckSchema>;

/** Reads what a deck is to hold; refuses (400) with the place and reason of the first fault. */
export function parseDeck(body: unknown): DeckRequest {
  return validate(deckSchema, body, 'bad-deck', { zh: '幻灯片请求', en: 'The deck' });
}

/** True when making the deck makes pins. */
export function makesPins({ charts }: DeckRequest): boolean {
  return charts.some(({ pin }) => pin === undefined);
}

/** The deck of a request: charts without a pin are pinned by it, as they are now. */
export async function make(request: DeckRequest, lang: Lang, now: Date): Promise<Uint8Array> {
  const ratio = request.ratio ?? '16:9';
  const charts: DeckChart[] = [];
  for (const { slug, pin, ...own } of request.charts) {
    const asked = { region: own.region ?? request.region, asOf: own.asOf ?? request.asOf };
    const kept = pin === undefined ? await pins.current(slug, asked, now) : pins.read(slug, String(pin));
    charts.push(await slideOf(kept.answer, kept, kept.place, lang, ratio));
    await aside();
  }
  return makeDeck({ title: request.title, charts, lang, ratio, createdAt: now.toISOString() });
}

/** One chart alone on a slide. */
export async function single(
  answer: Answer,
  mark: PinMark,
  place: Place,
  lang: Lang,
  ratio: Ratio
): Promise<Uint8Array> {
  const chart = await slideOf(answer, mark, place, lang, ratio);
  return deckOf({ title: null, charts: [chart], lang, ratio, createdAt: mark.createdAt });
}

/** A chart as a slide takes it, drawn when Office has no such chart. */
export async function slideOf(
  answer: Answer,
  mark: PinMark,
  place: Place,
  lang: Lang,
  ratio: Ratio
): Promise<DeckChart> {
  const asked = { region: place.region ?? null, asOf: place.asOf ?? null };
  const chart = { answer, mark, asked };
  if (slideChart(answer, lang)) return chart;
  // The slide itself bears the mark of synthetic data.
  const svg = drawFile(
    { ...answer, synthetic: false },
    {
      lang,
      theme: 'transparent',
      ...chartBox(ratio).inPx,
      hasTitle: false,
      hasSource: false
    }
  );
  return { ...chart, picture: { svg: textToPaths(svg).svg, png: await pngOf(svg, 2) } };
}

/** Lets requests that wait go first. */
function aside(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
