import type { Answer } from '../../charts/spec.ts';
import { isRefusal } from '../../error.ts';
import type { Lang, Text } from '../../field/text.ts';
import type { PinMark } from '../../slides/words.ts';
import type { Place } from '../charts/answers.ts';
import { answerSaved } from '../charts/mend-chart.ts';
import * as charts from '../charts.ts';
import type { ChartRef, Slide } from './slides.ts';
import * as pins from '../pins.ts';

/** A chart as a slide shows it; pin 0 is live. */
export interface ShownChart {
  answer: Answer;
  mark: PinMark;
  place: Place;
}

/** A slide with its answers; one whose chart cannot be answered says why. */
export type ShownSlide =
  | (ShownChart & { kind: 'chart' | 'table'; text: string })
  | { kind: 'numbers'; title: string; cards: ShownChart[] }
  | { kind: 'text'; title: string; text: string }
  | { kind: 'missing'; title: string; reason: string };

/** The slides with what they show: their pins, or (`isLive`, and where there is no pin) the newest figures. */
export async function shownSlides(
  slides: readonly Slide[],
  { lang, isLive, now }: { lang: Lang; isLive: boolean; now: Date }
): Promise<ShownSlide[]> {
  const shown: ShownSlide[] = [];
  for (const slide of slides) shown.push(await show(slide, lang, (ref) => shownChart(ref, isLive, now)));
  return shown;
}

/** A chart by its pin, or its newest figures. Refuses what charts and pins refuse. */
export async function shownChart(ref: ChartRef, isLive: boolean, now: Date): Promise<ShownChart> {
  const { slug, pin, ...place } = ref;
  if (pin !== undefined && !isLive) {
    const kept = pins.read(slug, String(pin));
    return { answer: kept.answer, mark: kept, place: kept.place };
  }
  const answer = await answerSaved(charts.read(slug), place);
  return { answer, mark: { pin: 0, createdAt: now.toISOString() }, place };
}

async function show(
  slide: Slide,
  lang: Lang,
  chartOf: (ref: ChartRef) => Promise<ShownChart>
): Promise<ShownSlide> {
  const say = (text: Text | undefined) => text?.[lang] ?? '';
  try {
    switch (slide.kind) {
      case 'text':
        return { kind: 'text', title: slide.title[lang], text: say(slide.text) };
      case 'numbers': {
        const cards: ShownChart[] = [];
        for (const ref of slide.charts) cards.push(await chartOf(ref));
        return { kind: 'numbers', title: say(slide.title), cards };
      }
      default: {
        const { kind, text, ...ref } = slide;
        return { kind, ...(await chartOf(ref)), text: say(text) };
      }
    }
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    const named = 'slug' in slide ? slide.slug : say(slide.title);
    return { kind: 'missing', title: named, reason: cause.text[lang] };
  }
}
