import { dayOf } from '../../field/day.ts';
import { drawBand } from '../../charts/bands.ts';
import { DEFAULT_REGION, childrenOf, findDivision } from '../../field/division.ts';
import type { Lang } from '../../field/text.ts';
import { formatDate } from '../../format.ts';
import { pinName } from '../../slides/words.ts';
import * as charts from '../charts.ts';
import { refsOf, type ChartRef, type Slide } from './slides.ts';
import { shownSlides, type ShownSlide } from './slide-show.ts';

/** A slide as the pages edit it: what it names and, in one language, what it says and shows. */
export interface SlideDraft {
  kind: Slide['kind'];
  charts: ChartRef[];
  title: string;
  text: string;
  name: string;
  picture: string | null;
  pinned: string;
}

export async function draftsOf(slides: readonly Slide[], lang: Lang, now: Date): Promise<SlideDraft[]> {
  const shown = await shownSlides(slides, { lang, isLive: false, now });
  return slides.map((slide, at) => ({
    kind: slide.kind,
    charts: refsOf(slide),
    title: ('title' in slide && slide.title?.[lang]) || '',
    text: ('text' in slide && slide.text?.[lang]) || '',
    ...lookOf(shown[at], at, lang)
  }));
}

/** The saved charts and the places that slides can be added of. */
export function choices(lang: Lang) {
  const regions = [DEFAULT_REGION, ...childrenOf(DEFAULT_REGION).map(({ code }) => code)];
  return {
    charts: charts.list().map(({ slug, title }) => ({ slug, title: title[lang] })),
    regions: regions.map((code) => ({ code, title: findDivision(code)?.name[lang] ?? code }))
  };
}

function lookOf(slide: ShownSlide | undefined, at: number, lang: Lang) {
  if (slide?.kind === 'missing') return { name: slide.reason, picture: null, pinned: '' };
  if (slide?.kind !== 'chart' && slide?.kind !== 'table') {
    const kept = slide?.kind === 'numbers' && slide.cards.every(({ mark }) => mark.pin > 0) && slide.cards[0];
    return { name: '', picture: null, pinned: kept ? formatDate(dayOf(kept.mark.createdAt), lang) : '' };
  }
  const { answer, mark } = slide;
  const drawn = { ...answer, slug: `${answer.slug}-${at}` };
  return {
    name: answer.title[lang],
    picture: slide.kind === 'chart' ? drawBand(drawn, lang, 'narrow') : null,
    pinned: mark.pin > 0 ? `${pinName(mark.pin, lang)} · ${formatDate(dayOf(mark.createdAt), lang)}` : ''
  };
}
