import type { Figure } from './article.ts';
import { englishDates, englishNumbers, isEnglish } from './english.ts';
import { datesIn, type FoundDate } from './dates.ts';
import { filingDay } from './filings.ts';
import { exclusionsIn } from './not-figures.ts';
import { numbersIn } from './numbers.ts';
import { homeOf, placesIn, type FoundPlace } from './places.ts';
import { SHIPPED, type PlaceNames } from './place-names.ts';
import { respective, turnOf, type Span } from './respective.ts';
import { piecesOf, plainOf, withoutSpans } from './plain.ts';
import { SUBJECTS, type SubjectRow } from './subject-table.ts';
import { subjectOf, type Subject, type Surroundings } from './subjects.ts';

/** An article as far as its figures need it. */
export interface FigureText {
  headline: string;
  publisher: string;
  publishedOn: string;
  paragraphs: readonly string[];
}

/** What one paragraph leaves to the next: the date spoken of, the day of the event, what was counted last. */
interface Told {
  asOf: string | null;
  eventOn: string | null;
  subject: Subject | undefined;
  region: string | null;
  /** The words that left that region open. */
  guessed: string | undefined;
}

/** The figures of an article, in the order of its text. `table` holds an analyst's phrases before those that ship. */
export function findFigures(
  article: FigureText,
  table: readonly SubjectRow[] = SUBJECTS,
  names: PlaceNames = SHIPPED
): Figure[] {
  const home = homeOf(article.headline, article.publisher, article.paragraphs, names);
  const whole = [article.headline, ...article.paragraphs].join('\n');
  const told: Told = { asOf: null, eventOn: null, subject: undefined, region: null, guessed: undefined };
  const figures = article.paragraphs.flatMap((text, paragraph) =>
    piecesOf(text).flatMap((piece) =>
      inPiece(piece.text, { publishedOn: article.publishedOn, home, whole, names }, told, table).map(
        (figure) => ({
          ...figure,
          paragraph,
          start: figure.start + piece.start,
          end: figure.end + piece.start
        })
      )
    )
  );
  return figures.map((figure, index) => ({ ...figure, id: `f${index + 1}` }));
}

function inPiece(
  text: string,
  {
    publishedOn,
    home,
    whole,
    names
  }: { publishedOn: string; home: string; whole: string; names: PlaceNames },
  told: Told,
  table: readonly SubjectRow[]
): Figure[] {
  const plain = plainOf(text);
  const english = isEnglish(plain);
  const clock = { publishedOn, before: told.asOf };
  const dates = english ? englishDates(plain, clock) : datesIn(plain, clock);
  const dateless = withoutSpans(plain, dates);
  const rest = withoutSpans(dateless, exclusionsIn(dateless));
  const numbers = english ? englishNumbers(rest) : numbersIn(rest);
  const places = placesIn(plain, home, whole, names);
  const found = numbers.map((number, at) => {
    const sentence = sentenceAt(plain, number);
    const place = respective(plain, places, numbers, at, sentence) ?? placeOf(places, numbers, at, sentence);
    const near = {
      ...surroundings(dateless, numbers, at, sentence, place, told.subject),
      sentence: plain.slice(sentence.start, sentence.end),
      turn: turnOf(plain, numbers, at, sentence)
    };
    if (english)
      near.following = plain.slice(number.start, number.end).replace(/^.*?\d[\d,.]*\s*/, '') + near.following;
    const subject = subjectOf(number, near, table);
    const date =
      respective(plain, own(dates), numbers, at, sentence) ?? dateOf(dates, number, sentence, english);
    const isEvent = subject.indicator === 'attendance';
    const isFiling = subject.indicator === 'filing_rate' || subject.indicator === 'missed_filings';
    const said = isEvent
      ? (eventDay(dates, number) ?? told.eventOn ?? date?.asOf ?? publishedOn)
      : (date?.asOf ?? told.asOf ?? publishedOn);
    const asOf = isFiling ? filingDay(date, said, plain.slice(date?.end), publishedOn) : said;
    const region = regionOf(
      names,
      near,
      subject,
      told,
      home,
      isEvent ? venueOf(plain, places, number, sentence) : undefined
    );
    if (subject.by !== 'words' && !isPart(near.clause))
      told.subject = near.turn ? placeless(subject, place) : subject;
    if (date && !isEvent) told.asOf = asOf ?? date.asOf;
    told.region = region.code;
    told.guessed = region.guessed;
    return {
      id: '',
      paragraph: 0,
      start: number.start,
      end: number.end,
      text: text.slice(number.start, number.end),
      value: number.value,
      ...(number.valueTo === undefined ? {} : { valueTo: number.valueTo }),
      unit: number.unit,
      precision: number.precision,
      ...(number.isBound ? { isBound: true } : {}),
      roundedTo: number.roundedTo,
      subject: subject.subject,
      // Of a year whose season is under way, and of a former day that is not said, the data has no answer.
      indicator:
        asOf === null || isFormer(near) || isSinceYearEnd(subject, asOf, dates, number, sentence)
          ? null
          : subject.indicator,
      definition: subject.definition,
      type: subject.type,
      ...(subject.part ? { part: subject.part } : {}),
      ...(subject.isFalling ? { isFalling: true } : {}),
      region: region.code,
      asOf: asOf ?? publishedOn,
      ...(region.guessed && subject.indicator !== null ? { guessedPlace: region.guessed } : {}),
      certainty: region.guessed ? 'low' : certaintyOf(subject, date !== undefined, region.isNamed)
    } satisfies Figure;
  });
  const standing = dates.filter(
    ({ grain, start }) => grain !== 'day' || /截[至止到]/.test(plain.slice(Math.max(0, start - 4), start + 2))
  );
  told.asOf = standing.filter(({ isBase }) => !isBase).at(-1)?.asOf ?? told.asOf;
  told.eventOn =
    dates.filter(({ grain, text: said }) => grain === 'day' && /日/.test(said)).at(-1)?.asOf ?? told.eventOn;
  return found;
}

/** Where an event is held: 在深圳举行 or 齐聚南沙 after the number, else the place named last before it; never 来自. */
function venueOf(
  plain: string,
  places: readonly FoundPlace[],
  number: Span,
  sentence: Span
): FoundPlace | undefined {
  const held = places.filter(({ start }) => !/来自$/.test(plain.slice(0, start)));
  const after = held.find(({ start, end }) => start >= number.end && end <= sentence.end);
  return after ?? held.filter(({ end }) => end <= number.start).at(-1);
}

function sentenceAt(plain: string, { start, end }: Span): Span {
  const marks = /[。!?！？\n;；]|\.(?=\s+[A-Z])/g;
  let from = 0;
  for (const mark of plain.matchAll(marks)) {
    if (mark.index >= end) return { start: from, end: mark.index };
    if (mark.index < start) from = mark.index + 1;
  }
  return { start: from, end: plain.length };
}

/** The place that a number belongs to: the last named between the number before and this one, else right after it. */
function placeOf(
  places: readonly FoundPlace[],
  numbers: readonly Span[],
  at: number,
  sentence: Span
): FoundPlace | undefined {
  const number = numbers[at] as Span;
  const from = Math.max(sentence.start, numbers[at - 1]?.end ?? 0);
  const before = places.filter(({ start, end }) => start >= from && end <= number.start);
  return before.at(-1);
}

function surroundings(
  dateless: string,
  numbers: readonly Span[],
  at: number,
  sentence: Span,
  place: FoundPlace | undefined,
  previous: Subject | undefined
): Omit<Surroundings, 'sentence' | 'turn'> {
  const number = numbers[at] as Span;
  const from = Math.max(sentence.start, numbers[at - 1]?.end ?? 0);
  const to = Math.min(sentence.end, numbers[at + 1]?.start ?? dateless.length);
  const clauses = dateless.slice(from, number.start).split(/[,，:]/);
  const following = dateless.slice(number.end, to).split(/[,，、:(（)）]/)[0] ?? '';
  return {
    clause: clauses.at(-1) ?? '',
    earlier: clauses.slice(0, -1).reverse(),
    following,
    previous,
    place
  };
}

/** 从448家增加到471家, 由2.4%降至1.9%: the first is of an earlier day, which is not said. */
function isFormer({ clause, following }: Pick<Surroundings, 'clause' | 'following'>): boolean {
  return (
    /(?:[从由]|从原来的?)$/.test(clause) &&
    /^\s*(?:[增升降减跃攀扩缩]|提高|上升|下降|发展|回落)/.test(following)
  );
}

/** 截至11月底比上年末增长1.2% is no growth on the year, which is what the data would answer. */
function isSinceYearEnd(
  { indicator }: Subject,
  asOf: string,
  dates: readonly FoundDate[],
  number: Span,
  sentence: Span
): boolean {
  const base = dates
    .filter(({ isBase, start, end }) => isBase && start >= sentence.start && end <= number.start)
    .at(-1);
  return indicator === 'growth' && !asOf.endsWith('-12-31') && /[末底初]$/.test(base?.text ?? '');
}

/** What was counted without the place of it: the next number after 分别 has another. */
function placeless(subject: Subject, place: FoundPlace | undefined): Subject {
  return place ? { ...subject, subject: subject.subject.replace(place.text, '') } : subject;
}

/** 其中社会团体210家、社会服务机构255家: parts of the total before them, which stays what is spoken of. */
function isPart(clause: string): boolean {
  return /^\s*(?:其中|、)/.test(clause);
}

const own = (dates: readonly FoundDate[]) => dates.filter(({ isBase }) => !isBase);

function dateOf(
  dates: readonly FoundDate[],
  number: Span,
  sentence: Span,
  english: boolean
): FoundDate | undefined {
  const within = own(dates).filter(({ start, end }) => start >= sentence.start && end <= sentence.end);
  const before = within.filter(({ end }) => end <= number.start).at(-1);
  return before ?? (english ? within.find(({ start }) => start >= number.end) : undefined);
}

function eventDay(dates: readonly FoundDate[], number: Span): string | undefined {
  return dates.filter(({ grain, end }) => grain === 'day' && end <= number.start).at(-1)?.asOf;
}

function regionOf(
  names: PlaceNames,
  near: Surroundings,
  subject: Subject,
  told: Told,
  home: string,
  venue: FoundPlace | undefined
): { code: string; isNamed: boolean; guessed?: string | undefined } {
  const of = ({ region, text, isCertain, isGuess }: FoundPlace) => ({
    code: region,
    isNamed: isCertain,
    guessed: isGuess ? text : undefined
  });
  if (venue) return of(venue);
  if (near.place) return of(near.place);
  const after = placesIn(near.following, home, near.following, names).at(-1);
  if (after) return of(after);
  if (subject.definition === 'tech-national-registered') return { code: '100000', isNamed: true };
  const carried = told.region ?? home;
  return { code: carried, isNamed: carried === home, guessed: told.guessed };
}

/** High: a phrase of the table with place and date beside it; low: the words alone, no phrase known. */
function certaintyOf(subject: Subject, isDated: boolean, isPlaced: boolean): 'high' | 'medium' | 'low' {
  if (subject.by === 'words') return 'low';
  return isDated && isPlaced && subject.by === 'phrase' ? 'high' : 'medium';
}
