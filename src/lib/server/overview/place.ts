import { isDate } from '../../field/period.ts';
import { Refusal } from '../../error.ts';
import { findDivision } from '../../field/division.ts';
import { findIndicator, INDICATORS } from '../../indicators/registry.ts';
import { unknownRegion } from '../../query/plan.ts';
import type { Place } from '../charts/answers.ts';
import { REST, YEAR_BEFORE } from './comparison.ts';

/** `?region=&as_of=&compare=&index=1&indicator=` of an address; refuses (400) what is malformed. Whether the region exists is the query's to say. */
export function placeOf(url: URL): Place {
  const region = url.searchParams.get('region') || undefined;
  const asOf = url.searchParams.get('as_of') || undefined;
  if (asOf !== undefined && !isDate(asOf)) {
    throw new Refusal(400, 'bad-date', {
      zh: `“${asOf}”不是日期。请写成 2023-12-31 的样子。`,
      en: `“${asOf}” is no date. Write it like 2023-12-31.`
    });
  }
  const index = url.searchParams.get('index') === '1' || undefined;
  return { region, asOf, compare: askedComparison(url), index, indicator: askedIndicator(url) };
}

/** `?compare=` names another region, `rest` (the province without the place) or `year` (a year before). */
function askedComparison(url: URL): string | undefined {
  const compare = url.searchParams.get('compare') || undefined;
  if (compare === undefined || compare === REST || compare === YEAR_BEFORE || findDivision(compare))
    return compare;
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
export function searchOf({ region, asOf, compare, index, indicator }: Place): URLSearchParams {
  const values = { region, as_of: asOf, compare, index: index && '1', indicator };
  return new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))
  );
}
