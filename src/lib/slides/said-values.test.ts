import { expect, it } from 'vitest';
import type { Answer } from '../charts/spec.ts';
import type { Result } from '../query/result.ts';
import { chartXml } from './chart-xml.ts';
import { chartOf, sampleCharts } from './deck.fixture.ts';
import { slideChart } from './deck.ts';
import { writeNumbers } from './write-chart.ts';

/** A published series whose last figure is the value, said with this precision. */
function published(value: number, precision: string): Answer {
  const [sample] = sampleCharts();
  if (!sample) throw new Error('the sample has charts');
  const { answer } = chartOf(sample.answer, 1, 'zh');
  const { columns, ...rest } = answer.results[0] as Result;
  const said: Result['columns'][number] = {
    name: 'precision',
    type: 'text',
    title: { zh: '精度', en: 'Precision' }
  };
  const row = (period: string, number: number, how: string) =>
    columns
      .map(({ name }) => (name === 'period' ? period : name === 'value' ? number : null))
      .concat(how as never);
  const rows = [row('2021', 25_514, 'exact'), row('2022', value, precision)];
  return { ...answer, published: [], results: [{ ...rest, columns: [...columns, said], rows, breaks: [] }] };
}

const formatsIn = (xml: string) =>
  [...xml.matchAll(/<c:dLbl>.*?formatCode="([^"]*)"/g)].map(([, code]) => code);

it('a value that was published as 余 or 约 is written so beside its point, also after a refresh', () => {
  const native = (answer: Answer) => {
    const chart = slideChart(answer, 'zh');
    if (!chart) throw new Error('a line is a chart of Office');
    return chart;
  };
  const over = chartXml(native(published(40_000, 'over')), 'zh');
  expect(formatsIn(over)).toEqual(['#,##0&quot;余&quot;']);
  expect(formatsIn(chartXml(native(published(40_000, 'about')), 'zh'))).toEqual(['&quot;约&quot;#,##0']);
  const exact = writeNumbers(over, native(published(41_234, 'exact')), 'rId1', 'zh');
  expect(formatsIn(exact)).toEqual(['#,##0']);
  expect(formatsIn(writeNumbers(exact, native(published(42_000, 'over')), 'rId1', 'zh'))).toEqual([
    '#,##0&quot;余&quot;'
  ]);
  const byHand = exact.replace('formatCode="#,##0"', 'formatCode="0.0"');
  expect(formatsIn(writeNumbers(byHand, native(published(43_210, 'exact')), 'rId1', 'zh'))[0]).not.toContain(
    '余'
  );
});
