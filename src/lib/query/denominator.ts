import { DEFAULT_REGION, findDivision } from '../field/division.ts';
import { yearsBefore } from '../field/period.ts';
import type { PublishedDenominator, Tables } from '../indicators/indicator.ts';
import { valueOf } from './measured.ts';
import type { Plan } from './plan.ts';
import { publishedSource } from './published.ts';
import type { Cell, Source } from './result.ts';
import { daysBetween } from './span.ts';
import { binder, type Statement } from './sql.ts';

/** A published figure that indicators may be divided by. */
export interface PublishedFigure {
  region: string;
  asOf: string;
  value: number;
  source: Source;
}

/** The published figure an indicator divides by, when it does. */
export function publishedDenominatorOf({ formula }: Plan): PublishedDenominator | undefined {
  if (!formula || formula.value === 'own') return undefined;
  return typeof formula.denominator === 'object' ? formula.denominator : undefined;
}

/** All that may serve as denominator: place, day, value, title, address, published on; of a place and day the first counts. */
export function figuresSql({ indicator, definitions }: PublishedDenominator, tables: Tables): Statement {
  const { params, bind } = binder();
  const sql = `SELECT CAST(region_code AS VARCHAR), as_of, value, source_title, source_url, published_on
    FROM ${tables.statistics} WHERE indicator = ${bind(indicator)} AND type IS NULL AND value IS NOT NULL
      AND CAST(definition AS VARCHAR) IN (${definitions.map((id) => bind(id)).join(', ')})
    ORDER BY as_of, source_title, source_url, published_on`;
  return { sql, params };
}

export function figuresOf(rows: Cell[][]): PublishedFigure[] {
  return rows.map(([region, asOf, value, title, url, publishedOn]) => ({
    ...{ region: String(region), asOf: String(asOf), value: Number(value) },
    source: publishedSource(title, url, publishedOn)
  }));
}

/**
 * Rows of an indicator (as `measuredRows` gives them) with what was published nearest to their day for their place, of
 * two equally near the earlier, and the sources of what was taken. `figures` as `figuresSql` orders them.
 */
export function dividedByPublished(
  plan: Plan,
  rows: Cell[][],
  figures: readonly PublishedFigure[]
): { rows: Cell[][]; sources: Source[] } {
  const own = findDivision(plan.query.region ?? '')?.code ?? DEFAULT_REGION;
  const ends = new Map<Cell, string>(plan.points.map(({ label, endOn }) => [label, endOn]));
  const byPlace = Map.groupBy(figures, ({ region }) => region);
  const withinYears = publishedDenominatorOf(plan)?.withinYears;
  const taken = new Set<PublishedFigure>();
  const divided = rows.map((row) => {
    const [label = null, group = null, numerator = null, , , , ...further] = row;
    const place = plan.by === 'region' ? String(group) : own;
    const figure = nearest(byPlace.get(place) ?? [], ends.get(label) ?? plan.asOf, withinYears);
    if (figure) taken.add(figure);
    const below = figure?.value ?? null;
    const value = valueOf(plan, Number(numerator), below, null);
    return [label, group, numerator, below, figure?.asOf ?? null, value, ...further];
  });
  const of = (one: PublishedFigure) => `${one.region} ${one.asOf}`;
  const places = new Set([...taken].map(of));
  return { rows: divided, sources: figures.filter((one) => places.has(of(one))).map(({ source }) => source) };
}

function nearest(
  figures: readonly PublishedFigure[],
  on: string,
  withinYears: number | undefined
): PublishedFigure | undefined {
  const [from, to] =
    withinYears === undefined ? ['', '9999'] : [yearsBefore(on, withinYears), yearsBefore(on, -withinYears)];
  let best: { figure: PublishedFigure; days: number } | undefined;
  for (const figure of figures) {
    if (figure.asOf < from || figure.asOf > to) continue;
    const days = Math.abs(daysBetween(figure.asOf, on));
    if (!best || days < best.days) best = { figure, days };
  }
  return best?.figure;
}
