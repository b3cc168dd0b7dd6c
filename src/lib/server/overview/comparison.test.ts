import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, ChartSpec } from '../../charts/spec.ts';
import { answerChart, type Place } from '../charts/answers.ts';
import { closeAndRemove, load, openEmpty } from '../answers/indicators.fixture.ts';

/** Twelve bodies of 广州 from 2019 on, one more in March 2022 and 2023 and in October 2022; as many of 深圳, each a year later. */
function csv(): string {
  const lines: string[] = [];
  const add = (authority: string, on: string, type: string) =>
    lines.push(`X${lines.length},某会,${type},${authority},${authority},${on},,`);
  for (const [authority, later] of [
    ['440106', 0],
    ['440300', 1]
  ] as const) {
    for (let n = 0; n < 12; n++) add(authority, `${2019 + later}-05-05`, n < 9 ? 'service' : 'association');
    for (const on of ['2022-03-01', '2022-10-01', '2023-03-01']) add(authority, on, 'foundation');
  }
  return `credit_code,name,type,authority_code,seat_code,registered_on,ended_on,end_reason\n${lines.join('\n')}\n`;
}

beforeAll(async () => {
  await openEmpty();
  await load({ organizations: csv() });
});
afterAll(closeAndRemove);

function answer(spec: Partial<ChartSpec>, place: Place): Promise<Answer> {
  const query = { dataset: 'organizations', indicator: 'stock', ...spec.query };
  const whole = { type: 'line' as const, ...spec, query };
  const title = { zh: '图', en: 'Chart' };
  return answerChart({ slug: 'x', spec: whole, title }, { region: '440100', ...place });
}

const BY_YEAR = { dataset: 'organizations', period: { grain: 'year' as const, from: '2019' } };
const values = ({ results }: Answer) => results.map(({ rows }) => rows.map((row) => [row[0], row[1]]));

describe('去年同期', () => {
  it('stands under the period of the year after, a period cut short against one cut as short', async () => {
    const query = { ...BY_YEAR, indicator: 'entries' };
    const found = await answer({ type: 'column', query }, { compare: 'year', asOf: '2023-06-30' });
    const [own, before] = values(found);
    expect(own).toEqual([
      ['2019', 12],
      ['2020', 0],
      ['2021', 0],
      ['2022', 2],
      ['2023', 1]
    ]);
    expect(before, '2022 up to 30 June has one').toEqual([
      ['2019', 0],
      ['2020', 12],
      ['2021', 0],
      ['2022', 0],
      ['2023', 1]
    ]);
    expect(found.comparison?.map(({ title }) => title.zh)).toEqual(['广州市', '去年同期']);
    expect(found.results[1]?.notes.map(({ zh }) => zh).join()).toContain('前一年同一时期');
  });

  it('is drawn of bars and maps of places, another place is not and says so', async () => {
    const query = { dataset: 'organizations', by: 'region' };
    const year = await answer({ type: 'bar', query }, { compare: 'year', asOf: '2023-12-31' });
    expect(values(year)).toEqual([[['440106', 15]], [['440106', 14]]]);
    expect(year.notes).toBeUndefined();
    const place = await answer({ type: 'tile-grid', query }, { compare: '440300', asOf: '2023-12-31' });
    expect(place.results).toHaveLength(1);
    expect(place.comparison).toBeUndefined();
    expect(place.notes?.map(({ zh }) => zh)).toEqual(['各地已在图上，不另画深圳市。']);
  });

  it('is not drawn where several lines stand already, and says so', async () => {
    const lines = await answer({ query: { ...BY_YEAR, by: 'type' } }, { compare: 'year' });
    expect(lines.notes?.[0]?.en).toContain('several lines');
  });
});

describe('an index', () => {
  it('has its base where both places have ten', async () => {
    const found = await answer({ query: BY_YEAR }, { compare: '440300', index: true, asOf: '2023-12-31' });
    expect(found.index).toEqual({ base: '2020' });
    expect(values(found)).toEqual([
      [
        ['2019', null],
        ['2020', 100],
        ['2021', 100],
        ['2022', (14 / 12) * 100],
        ['2023', 125]
      ],
      [
        ['2019', null],
        ['2020', 100],
        ['2021', 100],
        ['2022', (14 / 12) * 100],
        ['2023', 125]
      ]
    ]);
    expect(found.results[0]?.rows.at(-1)?.slice(2), 'the numbers behind').toEqual([15, 12]);
    expect(found.title.zh).toContain('指数');
    expect(found.subtitle.en).toBe('Index: 2020 = 100, at the end of each period');
  });

  it('holds a year before against the same base', async () => {
    const found = await answer({ query: BY_YEAR }, { compare: 'year', index: true, asOf: '2023-12-31' });
    expect(found.index).toEqual({ base: '2020' });
    expect(values(found)[1]?.at(-1)).toEqual(['2023', (14 / 12) * 100]);
  });

  it('is made of no rate and of nothing without time, and says so', async () => {
    for (const spec of [
      { query: { ...BY_YEAR, indicator: 'growth' } },
      { type: 'bar' as const, query: { dataset: 'organizations', by: 'type' } }
    ]) {
      const found = await answer(spec, { index: true });
      expect(found.index).toBeUndefined();
      expect(found.notes?.map(({ zh }) => zh)).toEqual(['比率和没有时间轴的图不作指数。']);
    }
    const small = await answer({ query: BY_YEAR }, { region: '440200', index: true });
    expect(small.notes?.[0]?.zh).toBe('不足十家，不作指数。');
  });
});

describe('maps of places', () => {
  const query = { dataset: 'organizations', by: 'region' };

  it('show every indicator that has a value of each place', async () => {
    const found = await answer({ type: 'tile-grid', query }, { indicator: 'net', asOf: '2023-12-31' });
    expect(found.title.zh).toBe('广州市各地净增（按住所所在区），2023年12月31日');
    expect(values(found)).toEqual([[['440106', 1]]]);
  });

  it('keep their own where one has none, and say so', async () => {
    for (const [region, indicator] of [
      ['440000', 'concentration'],
      ['440100', 'density']
    ] as const) {
      const found = await answer({ type: 'tile-grid', query }, { region, indicator });
      expect(found.results[0]?.indicator).toBe('stock');
      expect(found.notes?.[0]?.zh).toContain('没有各地的数');
    }
  });
});
