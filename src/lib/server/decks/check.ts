import { isRefusal, Refusal } from '../../error.ts';
import type { Answer } from '../../charts/spec.ts';
import type { Lang } from '../../field/text.ts';
import { judge, languageOf, type Judgement, type State } from '../../slides/check.ts';
import type { DeckChart } from '../../slides/deck.ts';
import type { Change } from '../../slides/numbers.ts';
import type { Kept } from '../../slides/more-slides.ts';
import type { FoundChart, FoundSlide, OpenDeck } from '../../slides/open.ts';
import { refreshChart } from '../../slides/refresh.ts';
import type { Ratio } from '../../slides/slide.ts';
import { versionsOf } from '../../slides/words.ts';
import type { Place } from '../charts/answers.ts';
import { answerSaved } from '../charts/mend-chart.ts';
import * as charts from '../charts.ts';
import { figuresOn, type FigureCheck } from './figures.ts';
import { drawn } from './chart-slide.ts';
import { readDeckBytes, zipParts } from './thread.ts';
import * as pins from '../pins.ts';

const TOLD_CHANGES = 200;

/** What is told of a chart on a slide. */
export interface ChartCheck {
  id: string;
  /** A chart or its picture, or what else shows one of ours. */
  kind: FoundChart['kind'];
  name: string;
  chart: string | null;
  pin: number | null;
  title: string;
  state: State;
  /** From what the deck shows to the newest; `changeCount` counts those that are too many to list. */
  changes: Change[];
  changeCount: number;
  /** From the pin to what the deck shows. */
  edits: Change[];
  versions: Record<string, number>;
  newest: Record<string, number> | null;
  reason: string;
}

export interface SlideCheck {
  slide: number;
  title: string;
  charts: ChartCheck[];
  figures: FigureCheck[];
}

interface Known {
  pinned: pins.KeptPin | null;
  place: Place;
  newest: Answer | null;
  lang: Lang;
  /** Why there is no newest answer. */
  reason: string;
  judgement: Judgement;
}

/** Holds every chart and every figure of a deck against the newest data. `asOf` asks of another day than the deck's. */
export async function check(
  bytes: Uint8Array,
  lang: Lang,
  today: string,
  asOf?: string
): Promise<{ slides: SlideCheck[] }> {
  const deck = await readDeckBytes(bytes);
  const slides: SlideCheck[] = [];
  const pinned = pinsIn(deck);
  for (const slide of deck.slides) {
    const told: ChartCheck[] = [];
    for (const found of slide.charts) told.push(tell(found, await know(deck, found, lang, asOf), slide));
    slides.push({
      slide: slide.number,
      title: slide.title,
      charts: told,
      figures: await figuresOn(slide, pinned, today, lang)
    });
  }
  return { slides };
}

export interface Refreshing {
  accept: string[] | null;
  asOf: string | undefined;
  now: Date;
  lang: Lang;
}

/**
 * The deck with new figures in its stale charts, or in those of `accept` alone (`slide.place`): only so are charts
 * changed by hand. Each is pinned. Refuses (409) when there is nothing to do, (400) an id that cannot be refreshed.
 */
export async function refresh(
  bytes: Uint8Array,
  { accept, asOf, now, lang }: Refreshing
): Promise<{ bytes: Uint8Array; refreshed: string[] }> {
  const deck = await readDeckBytes(bytes);
  const wanted: Planned[] = [];
  const staying: FoundChart[] = [];
  for (const slide of deck.slides)
    for (const found of slide.charts) {
      const known = accept?.includes(found.id) === false ? null : await know(deck, found, lang, asOf);
      const state = known?.judgement.state;
      if (known && (state === 'stale' || (accept !== null && state === 'edited')))
        wanted.push({ slide, found, known });
      else staying.push(found);
    }
  const cards = new Map(deck.slides.map((slide) => [slide, cardsOn(slide)]));
  const refreshed: string[] = [];
  // From the last to the first: a shape is found by its place among those of its name.
  for (const { slide, found, known } of wanted.reverse()) {
    if (!found.identity) continue;
    const { slug, pin } = found.identity;
    const kept = pins.kept(await pins.current(slug, known.place, now));
    const next = await shownAs(found.kind, kept, known.lang, deck.ratio);
    const { pinned } = known;
    const old: DeckChart | null = pinned && {
      ...pins.kept(pinned),
      ...(next.picture ? { picture: next.picture } : {})
    };
    const before = cards.get(slide) ?? new Map<string, Kept>();
    const after = new Map(before).set(found.id, next);
    const isDone = refreshChart(deck, slide, found, {
      ...{ old, next, lang: known.lang },
      ...(found.kind === 'card' ? { cards: { old: [...before.values()], next: [...after.values()] } } : {}),
      isShared: staying.some(({ identity }) => identity?.slug === slug && identity.pin === pin)
    });
    if (!isDone) continue;
    cards.set(slide, found.kind === 'card' ? after : before);
    refreshed.push(found.id);
  }
  const missed = accept?.filter((id) => !refreshed.includes(id)) ?? [];
  if (missed.length > 0) throw cannot(missed);
  if (refreshed.length === 0) throw nothing();
  return { bytes: await zipParts(deck.parts), refreshed: refreshed.sort() };
}

interface Planned {
  slide: FoundSlide;
  found: FoundChart;
  known: Known;
}

/** A pin as a shape of this kind shows it; only charts and pictures are drawn. */
async function shownAs(kind: FoundChart['kind'], kept: Kept, lang: Lang, ratio: Ratio): Promise<DeckChart> {
  return kind === 'card' || kind === 'table' ? kept : drawn(kept, lang, ratio);
}

/** The pins of the cards on a slide, by their ids, in their order. */
function cardsOn({ charts: found }: FoundSlide): Map<string, Kept> {
  return new Map(
    found.flatMap(({ id, kind, identity }): [string, Kept][] => {
      const kept = kind === 'card' && identity ? pins.find(identity.slug, identity.pin) : undefined;
      return kept ? [[id, pins.kept(kept)]] : [];
    })
  );
}

async function know(deck: OpenDeck, found: FoundChart, reader: Lang, asOf?: string): Promise<Known> {
  const { identity } = found;
  const details = identity ? deck.details.get(identity.key) : undefined;
  const pinned = (identity && pins.find(identity.slug, identity.pin)) || null;
  const own = pinned?.place ?? placeOf(details);
  const place = asOf === undefined ? own : { ...own, asOf };
  let newest: Known['newest'] = null;
  let reason = '';
  if (identity && (pinned || identity.pin === 0)) {
    try {
      newest = await answerSaved(charts.read(identity.slug), place);
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      reason = cause.text[reader];
    }
  } else if (identity) {
    reason =
      reader === 'zh'
        ? `这里没有图表“${identity.slug}”的第 ${identity.pin} 稿：可能来自另一台服务器，或已删除。`
        : `Pin ${identity.pin} of the chart “${identity.slug}” is not known here: it may be of another server, or deleted.`;
  }
  const answer = pinned?.answer ?? newest;
  const lang = details?.lang ?? (answer ? languageOf(found, answer) : reader);
  return {
    pinned,
    place,
    newest,
    lang,
    reason,
    judgement: judge(found, pinned?.answer ?? null, newest, lang)
  };
}

/** The answers of all pins that a deck shows. */
function pinsIn(deck: OpenDeck): Answer[] {
  const shown = deck.slides.flatMap(({ charts: found }) => found.flatMap(({ identity }) => identity ?? []));
  const kept = new Map(shown.map((one) => [`${one.slug} ${one.pin}`, one]));
  return [...kept.values()].flatMap(({ slug, pin }) => pins.find(slug, pin)?.answer ?? []);
}

function placeOf(details: { region: string | null; asOf: string | null } | undefined): Place {
  return {
    ...(details?.region ? { region: details.region } : {}),
    ...(details?.asOf ? { asOf: details.asOf } : {})
  };
}

function tell(found: FoundChart, known: Known, slide: FoundSlide): ChartCheck {
  const { pinned, newest, judgement, lang, reason } = known;
  const { state, changes, edits } = judgement;
  return {
    id: found.id,
    kind: found.kind,
    name: found.name,
    chart: found.identity?.slug ?? null,
    pin: found.identity?.pin ?? null,
    title: (pinned?.answer ?? newest)?.title[lang] ?? slide.title,
    state,
    changes: changes.slice(0, TOLD_CHANGES),
    changeCount: changes.length,
    edits: edits.slice(0, TOLD_CHANGES),
    versions: pinned ? versionsOf(pinned.answer) : {},
    newest: newest && versionsOf(newest),
    reason
  };
}

function cannot(ids: string[]): Refusal {
  return new Refusal(400, 'cannot-refresh', {
    zh: `这些图表不能更新：${ids.join('、')}（编号是“幻灯片.图表”）。它们已是最新，不是引力的图表，或不再有数据。`,
    en: `These charts cannot be refreshed: ${ids.join(', ')} (slide.chart). They are up to date, not ours, or without data.`
  });
}

function nothing(): Refusal {
  return new Refusal(409, 'nothing-stale', {
    zh: '这份演示文稿里没有过期的图表，不需要更新。手工改过数字的图表要逐个点名（accept）。',
    en: 'No chart in this presentation is stale. Charts whose numbers were changed by hand are refreshed only by name (accept).'
  });
}
