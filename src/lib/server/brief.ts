import { drawInline, prefixOf } from '../charts/bands.ts';
import { heightOf } from '../charts/option.ts';
import type { Answer, PublishedPoint, ReportMark } from '../charts/spec.ts';
import type { Provenance } from '../charts/view.ts';
import { DEFAULT_REGION, findDivision } from '../field/division.ts';
import type { Lang } from '../field/text.ts';
import { unknownRegion } from '../query/plan.ts';
import { sourceTitle, type Source } from '../query/result.ts';
import { answerChart, latestDay, type Place } from './charts/answers.ts';
import * as charts from './charts.ts';
import * as datasets from './datasets.ts';
import type { KeyFigure } from './overview/key-figures.ts';
import * as overview from './overview.ts';
import { searchOf } from './overview/place.ts';
import * as reports from './reports.ts';

const SECTIONS_PER_PAGE = 2;
const CHARTS_PER_SECTION = 2;
const MARKS_PER_SECTION = 1;
const KEYS_PER_SECTION = 6;
/** px: half the width between the margins, and narrower for what would be too high to print at about its own size. */
const CHART_WIDTHS = [350, 300, 260];
const CHART_HEIGHT = 280;

/** What stands at a page's foot: a source, or several behind one number, with definition and versions. */
export interface Note {
  number: number;
  sources: { title: string; url: string | null; publishedOn: string | null }[];
  definition: string | null;
  versions: Provenance['versions'];
}

export interface BriefKey extends KeyFigure {
  notes: number[];
}

export interface BriefChart {
  title: string;
  subtitle: string;
  svg: string;
  /** Where its line breaks and why, what was asked for and is not drawn. */
  remarks: string[];
  notes: number[];
  /** For what draws or tabulates it anew. */
  answer: Answer;
}

export interface BriefMark extends ReportMark {
  note: number;
}

export interface BriefSection extends Omit<overview.Section, 'keys' | 'charts' | 'marks'> {
  keys: BriefKey[];
  charts: BriefChart[];
  marks: BriefMark[];
  provenance: Provenance[];
}

export interface BriefPage {
  sections: BriefSection[];
  notes: Note[];
}

/** The overview as pages for a meeting, every figure with the numbers of its notes. */
export interface Brief {
  region: { code: string; name: string; short: string };
  asOf: string;
  headline: string;
  seated: string | null;
  /** What it is held against, when something was asked for. */
  comparedWith: string | null;
  /** What follows `?` in the address of the overview and of the brief. */
  search: string;
  synthetic: boolean;
  version: number;
  knownOn: string;
  pages: BriefPage[];
}

/** Reads the brief; null when no registry is loaded. Refuses (400) an unknown region and one it cannot answer for. */
export async function read(place: Place, lang: Lang): Promise<Brief | null> {
  const code = place.region ?? DEFAULT_REGION;
  const division = findDivision(code);
  if (!division || division.level === 'national') throw unknownRegion(code);
  const registry = datasets.list().find(({ id }) => id === 'organizations');
  if (!registry) return null;
  const asOf = place.asOf ?? (await latestDay('organizations'));
  const asked = { ...place, region: code, asOf };
  const { sections, headline, seated, synthetic, comparedWith } = await overview.read(
    code,
    asOf,
    lang,
    place
  );
  const numbered = numbering();
  const pages: BriefPage[] = [];
  for (let at = 0; at < sections.length; at += SECTIONS_PER_PAGE) {
    const own = await Promise.all(
      sections.slice(at, at + SECTIONS_PER_PAGE).map(async (section) => ({
        section,
        answers: await Promise.all(
          section.charts.slice(0, CHARTS_PER_SECTION).map(({ slug }) => answerChart(charts.read(slug), asked))
        )
      }))
    );
    const used = new Set<Note>();
    const note = (wanted: Omit<Note, 'number'>) => {
      const found = numbered(wanted);
      used.add(found);
      return found.number;
    };
    const made = own.map(({ section, answers }) => sectionOf(section, answers, note, lang));
    pages.push({ sections: made, notes: [...used].sort((a, b) => a.number - b.number) });
  }
  return {
    region: { code, name: division.name[lang], short: division.short[lang] },
    asOf,
    headline,
    seated,
    comparedWith,
    search: searchOf(asked).toString(),
    synthetic,
    version: registry.version,
    knownOn: registry.knownOn,
    pages
  };
}

type TakeNote = (wanted: Omit<Note, 'number'>) => number;

/** Numbers notes in the order they are first used; equal ones share a number. */
function numbering(): (wanted: Omit<Note, 'number'>) => Note {
  const known = new Map<string, Note>();
  return (wanted) => {
    const key = JSON.stringify([wanted.sources, wanted.definition, wanted.versions]);
    const note = known.get(key) ?? { number: known.size + 1, ...wanted };
    known.set(key, note);
    return note;
  };
}

function sectionOf(section: overview.Section, answers: Answer[], note: TakeNote, lang: Lang): BriefSection {
  const cite = ({ sources, definition, versions }: Provenance) =>
    note({ sources, definition: definition.title, versions });
  const keys = section.keys
    .slice(0, KEYS_PER_SECTION)
    .map((key) => ({ ...key, notes: [cite(key.provenance)] }));
  const views = answers.map((answer, at): BriefChart => {
    const view = section.charts[at];
    const published = answer.published.map((point) => publishedNote(point, note, lang));
    return {
      title: answer.title[lang],
      subtitle: answer.subtitle[lang],
      svg: drawInline(answer, lang, widthOf(answer, lang), `${prefixOf(answer.slug)}-brief`),
      remarks: [
        ...(view?.breaks.map(({ at: when, reason }) => `${when} ${reason}`) ?? []),
        ...(view?.notes ?? [])
      ],
      notes: unique([...(view?.provenance.map(cite) ?? []), ...published]),
      answer
    };
  });
  const marks = section.marks
    .toSorted((a, b) => b.asOf.localeCompare(a.asOf))
    .slice(0, MARKS_PER_SECTION)
    .map((mark) => ({ ...mark, note: articleNote(mark, answers, note, lang) }));
  const provenance = section.keys.map((key) => key.provenance);
  return { ...section, keys, charts: views, marks, provenance };
}

function widthOf(answer: Answer, lang: Lang): number {
  const fits = (width: number) => heightOf(answer, { lang, width }) <= CHART_HEIGHT;
  return CHART_WIDTHS.find(fits) ?? Math.max(...CHART_WIDTHS);
}

/** The note of a mark's article; the very note of its published figure where a chart draws that one too. */
function articleNote(mark: ReportMark, answers: Answer[], note: TakeNote, lang: Lang): number {
  const { url } = reports.read(mark.slug);
  const drawn = answers.flatMap(({ published }) => published).find(({ source }) => source.url === url);
  if (drawn && url !== null) return publishedNote(drawn, note, lang);
  const title = `${mark.headline}（${mark.publisher}）`;
  return note({ sources: [{ title, url, publishedOn: mark.publishedOn }], definition: null, versions: [] });
}

function publishedNote({ source, definition }: PublishedPoint, note: TakeNote, lang: Lang): number {
  return note({ sources: [sourceOf(source, lang)], definition: definition.title[lang], versions: [] });
}

function sourceOf(source: Source, lang: Lang): Note['sources'][number] {
  return { title: sourceTitle(source, lang), url: source.url, publishedOn: source.publishedOn };
}

function unique(numbers: number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
