import type { Answer } from '../charts/spec.ts';
import { Refusal } from '../error.ts';
import { askedAt, type Kept } from '../slides/more-slides.ts';
import * as catalog from './catalog.ts';
import { forEveryone } from './answers/for-reader.ts';
import type { Place } from './charts/answers.ts';
import { answerSaved } from './charts/mend-chart.ts';
import * as charts from './charts.ts';
import { currentSlug } from './slugs.ts';

export interface Pin {
  pin: number;
  createdAt: string;
  versions: Record<string, number>;
  release: string;
}

/** A pin with its answer, and the place it was asked for. */
export interface KeptPin extends Pin {
  answer: Answer;
  place: Place;
}

interface Row {
  pin: number;
  created_at: string;
  release: string;
  answer: string;
  place: string | null;
}

/** The pins of a chart, the first first; refuses (404) a chart that neither is nor was. */
export function list(slug: string): Pin[] {
  const found = rows(slug);
  if (found.length === 0) charts.read(slug);
  return found.map((row) => pinOf(keptOf(row)));
}

/** The newest pin that was asked for exactly there; undefined when there is none. */
export function newest(slug: string, place: Place): KeptPin | undefined {
  const row = rows(slug).findLast((one) => one.place === JSON.stringify(place));
  return row && keptOf(row);
}

/** Keeps the answer of a chart as its next pin: its figures and words never change again. */
export async function create(slug: string, place: Place, now: Date): Promise<KeptPin> {
  const chart = charts.read(slug);
  const answer = await forEveryone(() => answerSaved(chart, place));
  return catalog.transaction(() => insert(chart.slug, answer, place, now));
}

/** The newest pin when it is still what the chart answers, else a new one. */
export async function current(slug: string, place: Place, now: Date): Promise<KeptPin> {
  const chart = charts.read(slug);
  const answer = await answerSaved(chart, place);
  const last = lastOf(chart.slug);
  const isSame = last?.place === JSON.stringify(place) && sameAnswer(last.answer, answer);
  return isSame ? keptOf(last) : catalog.transaction(() => insert(chart.slug, answer, place, now));
}

/** A pin by its number as an address gives it; refuses (404) an unknown one, naming the pins there are. */
export function read(slug: string, number: string): KeptPin {
  const row = /^[1-9]\d{0,8}$/.test(number) ? rowOf(slug, Number(number)) : undefined;
  if (row) return keptOf(row);
  const found = rows(slug);
  if (found.length === 0) charts.read(slug);
  const known = found.map(({ pin }) => pin);
  throw new Refusal(404, 'unknown-pin', {
    zh: `图表“${slug}”没有第 ${number} 稿。已有定稿：${known.join('、') || '无'}。`,
    en: `The chart “${slug}” has no pin ${number}. Pins there are: ${known.join(', ') || 'none'}.`
  });
}

/** The same for what may well not be there. */
export function find(slug: string, pin: number): KeptPin | undefined {
  const row = rowOf(slug, pin);
  return row && keptOf(row);
}

/** A pin as slides take it. */
export function kept({ answer, place, ...mark }: KeptPin): Kept {
  return { answer, mark, asked: askedAt(place) };
}

export function pinOf({ pin, createdAt, versions, release }: Pin): Pin {
  return { pin, createdAt, versions, release };
}

function insert(slug: string, answer: Answer, place: Place, now: Date): KeptPin {
  const row: Row = {
    pin: (lastOf(slug)?.pin ?? 0) + 1,
    created_at: now.toISOString(),
    release: answer.release,
    answer: JSON.stringify(answer),
    place: JSON.stringify(place)
  };
  catalog.run(
    'INSERT INTO pin (slug, pin, created_at, release, answer, place) VALUES (?, ?, ?, ?, ?, ?)',
    slug,
    row.pin,
    row.created_at,
    row.release,
    row.answer,
    row.place
  );
  return keptOf(row);
}

const SELECT = 'SELECT pin, created_at, release, answer, place FROM pin WHERE slug = ?';

function rows(slug: string): Row[] {
  return catalog.all<Row>(`${SELECT} ORDER BY pin`, currentSlug('chart', slug));
}

/** One alone: the answers of all pins of a chart are long. */
function rowOf(slug: string, pin: number): Row | undefined {
  return catalog.all<Row>(`${SELECT} AND pin = ?`, currentSlug('chart', slug), pin)[0];
}

function lastOf(slug: string): Row | undefined {
  return catalog.all<Row>(`${SELECT} ORDER BY pin DESC LIMIT 1`, currentSlug('chart', slug))[0];
}

/** A chart that was renamed since has another slug and answers the same. */
function sameAnswer(kept: string, answer: Answer): boolean {
  if (kept === JSON.stringify(answer)) return true;
  return JSON.stringify({ ...(JSON.parse(kept) as Answer), slug: answer.slug }) === JSON.stringify(answer);
}

/** A pin of before places were kept was asked for exactly where and when its answer is of. */
function keptOf(row: Row): KeptPin {
  const answer = JSON.parse(row.answer) as Answer;
  const versions = Object.assign({}, ...answer.results.map((result) => result.versions)) as Record<
    string,
    number
  >;
  const place = row.place
    ? (JSON.parse(row.place) as Place)
    : { region: answer.region.code, asOf: answer.asOf };
  return { pin: row.pin, createdAt: row.created_at, versions, release: row.release, answer, place };
}
