import { z } from 'zod';
import { isDate } from '../../field/period.ts';
import type { Text } from '../../field/text.ts';
import type { Place } from '../charts/answers.ts';
import { bothOf, inBoth, line, lines } from '../given-text.ts';
import * as pins from '../pins.ts';

const MAX_CARDS = 8;
export const MAX_SLIDES = 60;

const words = inBoth(line(200));
const prose = inBoth(lines(2000));
const date = z.string().refine(isDate, 'YYYY-MM-DD');
export const placeShape = { region: z.string().max(20).optional(), asOf: date.optional() };
export const chartRef = { slug: z.string().max(80), pin: z.int().min(1).optional(), ...placeShape };

/** A slide: a chart (also without a `kind`) or its table, numbers of charts as cards, or a title with text. */
export const slideSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chart').optional(), ...chartRef, text: prose.optional() }),
  z.strictObject({ kind: z.literal('table'), ...chartRef, text: prose.optional() }),
  z.strictObject({
    kind: z.literal('numbers'),
    title: words.optional(),
    charts: z.array(z.strictObject(chartRef)).min(1).max(MAX_CARDS)
  }),
  z.strictObject({ kind: z.literal('text'), title: words, text: prose.optional() })
]);

export type GivenSlide = z.infer<typeof slideSchema>;

export interface ChartRef extends Place {
  slug: string;
  pin?: number | undefined;
}

/** A slide as it is kept: its texts in both languages. */
export type Slide =
  | (ChartRef & { kind: 'chart' | 'table'; text?: Text })
  | { kind: 'numbers'; title?: Text; charts: ChartRef[] }
  | { kind: 'text'; title: Text; text?: Text };

/** `known` are texts in both languages: one that is said unchanged in one of them keeps the other. */
export function slideOf(given: GivenSlide, known: readonly Text[] = []): Slide {
  const both = (text: string | Text) => bothOf(text, known);
  switch (given.kind) {
    case 'text':
      return {
        ...{ kind: 'text', title: both(given.title) },
        ...(given.text === undefined ? {} : { text: both(given.text) })
      };
    case 'numbers':
      return {
        kind: 'numbers',
        ...(given.title === undefined ? {} : { title: both(given.title) }),
        charts: given.charts
      };
    default: {
      const { kind = 'chart', text, ...ref } = given;
      return { kind, ...ref, ...(text === undefined ? {} : { text: both(text) }) };
    }
  }
}

/** The charts a slide shows. */
export function refsOf(slide: Slide): ChartRef[] {
  if (slide.kind === 'text') return [];
  if (slide.kind === 'numbers') return slide.charts;
  const { slug, pin, region, asOf } = slide;
  return [{ slug, pin, region, asOf }];
}

export function isPinned(slide: Slide): boolean {
  return refsOf(slide).every(({ pin }) => pin !== undefined);
}

/** The slide with each of its charts pinned: those without a pin as they are now. Refuses (404) unknown charts and pins. */
export async function pinned(slide: Slide, now: Date): Promise<Slide> {
  if (slide.kind === 'text') return slide;
  if (slide.kind !== 'numbers') return { ...slide, pin: await pinFor(slide, now) };
  const charts: ChartRef[] = [];
  for (const ref of slide.charts) charts.push({ ...ref, pin: await pinFor(ref, now) });
  return { ...slide, charts };
}

async function pinFor({ slug, pin, region, asOf }: ChartRef, now: Date): Promise<number> {
  if (pin !== undefined) return pins.read(slug, String(pin)).pin;
  return (await pins.current(slug, { region, asOf }, now)).pin;
}
