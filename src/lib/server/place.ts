import { isDate } from '../field/period.ts';
import { Refusal } from '../error.ts';
import { findDivision } from '../field/division.ts';
import { findIndicator, INDICATORS } from '../indicators/registry.ts';
import { unknownRegion } from '../query/plan.ts';
import { REST, type Place } from './chart-answers.ts';

/** `?region=&as_of=&compare=&indicator=` of an address; refuses (400) a malformed date. Whether the region exists is the query's to say. */
export function placeOf(url: URL): Place {
  const region = url.searchParams.get('region') || undefined;
  const asOf = url.searchParams.get('as_of') || undefined;
  if (asOf !== undefined && !isDate(asOf)) {
    throw new Refusal(400, 'bad-date', {
      zh: `“${asOf}”不是日期。请写成 2023-12-31 的样子。`,
      en: `“${asOf}” is no date. Write it like 2023-12-31.`
    });
  }
  return { region, asOf, compare: askedComparison(url), indicator: askedIndicator(url) };
}

/** `?compare=` names another region, or `rest`: the province without the place. */
function askedComparison(url: URL): string | undefined {
  const compare = url.searchParams.get('compare') || undefined;
  if (compare === undefined || compare === REST || findDivision(compare)) return compare;
  throw unknownRegion(compare);
}

/** `?indicator=` colours the maps and rankings of places. */
function askedIndicator(url: URL): string | undefined {
  const id = url.searchParams.get('indicator') || undefined;
  if (id === undefined || findIndicator(id)) return id;
  throw new Refusal(400, 'unknown-indicator', {
    zh: `没有名为“${id}”的指标。可用：${INDICATORS.map((known) => known.id).join(', ')}。`,
    en: `There is no indicator “${id}”. Known: ${INDICATORS.map((known) => known.id).join(', ')}.`
  });
}

/** The address of a place, as `placeOf` reads it. */
export function searchOf({ region, asOf, compare, indicator }: Place): URLSearchParams {
  const values = { region, as_of: asOf, compare, indicator };
  return new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))
  );
}
