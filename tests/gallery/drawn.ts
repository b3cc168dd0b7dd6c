import { drawingOf, heightOf } from '../../src/lib/charts/option.ts';
import type { Answer } from '../../src/lib/charts/spec.ts';
import { LIGHT } from '../../src/lib/charts/theme.ts';
import type { Lang } from '../../src/lib/field/text.ts';
import { writtenOf } from './rules.ts';

/** A sample drawn in a band, 358 px and Chinese unless told. */
export function drawn(answer: Answer, view: { lang: Lang; width: number } = { lang: 'zh', width: 358 }) {
  return drawingOf(answer, { ...view, height: heightOf(answer, view), theme: LIGHT });
}

export interface AnySeries {
  type: string;
  name: string;
  data: ({ value: [number, number] | number } | [number, number])[];
}

/** Its ECharts series of a type. */
export function seriesOf(answer: Answer, type: string): AnySeries[] {
  return ((drawn(answer).option.series ?? []) as unknown as AnySeries[]).filter((s) => s.type === type);
}

/** What it writes at 358 px. */
export const textsOf = (answer: Answer, lang: Lang = 'zh') =>
  writtenOf(drawn(answer, { lang, width: 358 }).option).map((t) => t.text);
