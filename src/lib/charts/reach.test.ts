import { expect, it } from 'vitest';
import type { Result } from '../query/result.ts';
import { withinReach } from './reach.ts';
import type { Answer, ChartType } from './spec.ts';

/** So many groups over so many periods; the later the group, the larger. */
function answerOf(type: ChartType, groups: number, periods: number): Answer {
  const rows = Array.from({ length: periods }, (_, period) =>
    Array.from({ length: groups }, (_, group) => [`${period}`, `g${group}`, group])
  ).flat();
  const columns = ['period', 'by', 'value'].map((name) => ({
    name,
    type: name === 'period' ? 'period' : name === 'value' ? 'number' : 'text',
    title: { zh: name, en: name }
  }));
  const result = { columns, rows } as unknown as Result;
  return { spec: { type, query: { dataset: 'x', by: 'by' } }, results: [result] } as unknown as Answer;
}

it.each([
  ['heat', 25, 1826, 5],
  ['column', 25, 1826, 5],
  ['line', 25, 1826, 10],
  ['heat', 21, 420, 21],
  ['small-multiples', 80, 30, 60],
  ['line', 3, 2000, 3]
] as const)('%s of %i groups over %i periods draws %i', (type, groups, periods, drawn) => {
  const cut = withinReach(answerOf(type, groups, periods));
  const kept = new Set(cut.results[0]?.rows.map((row) => row[1]));
  expect(kept.size).toBe(drawn);
  expect(kept.has(`g${groups - 1}`), 'the largest stay').toBe(true);
  expect(cut.notes?.[0]?.en ?? '').toBe(
    drawn < groups ? `${groups} groups; the ${drawn} largest are drawn.` : ''
  );
});
