import type { Answer } from '../charts/spec.ts';
import { answerChart } from './chart-answers.ts';
import * as charts from './charts.ts';
import { placeOf } from './place.ts';
import { readSettings } from './settings.ts';
import { stamp } from './stamp.ts';

/** The chart that an address asks for. `key` names its answer: a pin's for ever, a live one's until the data moves. */
export function readAnswer(slug: string, url: URL): { key: string; answer: () => Promise<Answer> } {
  const pin = url.searchParams.get('pin');
  if (pin !== null) {
    const answer = charts.pinned(slug, pin);
    return { key: `pin ${slug} ${pin} ${readSettings().release}`, answer: () => Promise.resolve(answer) };
  }
  const chart = charts.read(slug);
  const place = placeOf(url);
  return {
    key: `live ${slug} ${JSON.stringify(place)} ${stamp()}`,
    answer: () => answerChart(chart, place)
  };
}
