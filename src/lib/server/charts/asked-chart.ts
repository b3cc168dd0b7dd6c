import type { Answer } from '../../charts/spec.ts';
import type { Place } from './answers.ts';
import { answerSaved } from './mend-chart.ts';
import * as charts from '../charts.ts';
import * as pins from '../pins.ts';
import { placeOf } from '../overview/place.ts';
import { readSettings } from '../settings.ts';
import { stamp } from '../stamp.ts';

/** The chart that an address asks for. `key` names its answer: a pin's for ever, a live one's until the data moves. */
export interface AskedChart {
  key: string;
  answer: () => Promise<Answer>;
  /** Null: live. */
  pin: pins.Pin | null;
  place: Place;
}

export function readAnswer(slug: string, url: URL): AskedChart {
  const pin = url.searchParams.get('pin');
  if (pin !== null) {
    const { answer, place, ...kept } = pins.read(slug, pin);
    const key = `pin ${slug} ${pin} ${readSettings().release}`;
    return { key, answer: () => Promise.resolve(answer), pin: kept, place };
  }
  const chart = charts.read(slug);
  const place = placeOf(url);
  return {
    key: `live ${slug} ${JSON.stringify(place)} ${stamp()}`,
    answer: () => answerSaved(chart, place),
    pin: null,
    place
  };
}
