import type { Lang } from '../../field/text.ts';
import type { Place } from '../charts/answers.ts';
import * as charts from '../charts.ts';
import * as collections from '../collections.ts';
import { isPinned } from '../decks/slides.ts';
import * as pins from '../pins.ts';
import { shownChart, shownSlides, type ShownSlide } from '../decks/slide-show.ts';

/** What `/present/{slug}` shows, and the page it came from. */
export interface Presented {
  title: string;
  home: string;
  slides: ShownSlide[];
}

interface Asking {
  lang: Lang;
  place: Place;
  /** The pin of a single chart as the address has it. */
  pin: string | null;
  isLive: boolean;
  /** What is not pinned yet is pinned now. */
  mayPin: boolean;
  now: Date;
}

/** The slides of a collection, or one chart alone; refuses (404) a slug that is neither. */
export async function present(slug: string, asking: Asking): Promise<Presented> {
  const { lang, now } = asking;
  const found = collections.find(slug);
  if (!found) return presentChart(slug, asking);
  const isUnkept = !asking.isLive && found.slides.some((slide) => !isPinned(slide));
  const kept = isUnkept && asking.mayPin ? await collections.keepPinned(found, now) : found;
  return {
    title: kept.title[lang],
    home: `/collections/${kept.slug}`,
    slides: await shownSlides(kept.slides, { lang, isLive: asking.isLive, now })
  };
}

async function presentChart(slug: string, asking: Asking): Promise<Presented> {
  const pin = asking.isLive ? undefined : await pinOfChart(slug, asking);
  const shown = pin
    ? { answer: pin.answer, mark: pin, place: pin.place }
    : await shownChart({ slug: charts.read(slug).slug, ...asking.place }, true, asking.now);
  return {
    title: shown.answer.title[asking.lang],
    home: `/charts/${shown.answer.slug}`,
    slides: [{ kind: 'chart', ...shown, text: '' }]
  };
}

/** The pin asked for, else the newest of just that place; when there is none it is made, where that is allowed. */
async function pinOfChart(slug: string, { place, pin, mayPin, now }: Asking) {
  if (pin !== null) return pins.read(slug, pin);
  return pins.newest(slug, place) ?? (mayPin ? await pins.current(slug, place, now) : undefined);
}
