import { isDate } from '../field/period.ts';
import { Refusal } from '../error.ts';
import type { Place } from './chart-answers.ts';

/** `?region=&as_of=` of an address; refuses (400) a malformed date. Whether the region exists is the query's to say. */
export function placeOf(url: URL): Place {
  const region = url.searchParams.get('region') || undefined;
  const asOf = url.searchParams.get('as_of') || undefined;
  if (asOf !== undefined && !isDate(asOf)) {
    throw new Refusal(400, 'bad-date', {
      zh: `“${asOf}”不是日期。请写成 2023-12-31 的样子。`,
      en: `“${asOf}” is no date. Write it like 2023-12-31.`
    });
  }
  return { region, asOf };
}
