import { describe, expect, it } from 'vitest';
import { dataOf } from '../../src/lib/charts/data.ts';
import { describe as describeChart } from '../../src/lib/charts/describe.ts';
import { tableOf } from '../../src/lib/charts/table.ts';
import { drawn, seriesOf, textsOf } from './drawn.ts';
import * as samples from './samples-compared.ts';

interface Bar {
  name: string;
  stack?: string;
  data: { value: number; itemStyle: { color: string } }[];
}

const bars = (make: () => ReturnType<typeof samples.barsCompared>) =>
  seriesOf(make(), 'bar') as unknown as Bar[];

describe('a comparison', () => {
  it('stands hollow beside the columns of the place, up and down', () => {
    const series = bars(samples.flowsCompared);
    expect(series.map(({ stack }) => stack)).toEqual(['side 0', 'side 0', 'side 1', 'side 1']);
    const isHollow = ({ data }: Bar) => data.every(({ itemStyle }) => itemStyle.color === 'none');
    expect(series.map(isHollow)).toEqual([false, false, true, true]);
    expect(textsOf(samples.flowsCompared())).toContain('去年同期 新成立 18');
    expect(tableOf(samples.flowsCompared(), 'zh').columns.map(({ title }) => title)).toEqual([
      '时期',
      ...['新成立', '注销', '净增'].map((name) => `广州市 ${name}`),
      ...['新成立', '注销', '净增'].map((name) => `去年同期 ${name}`)
    ]);
  });

  it('stands hollow below each bar, wholes of different size by their shares', () => {
    const [own, other] = bars(samples.sharesCompared);
    expect(own?.data.map(({ value }) => value)).toEqual([268 / 467, 186 / 467, 13 / 467, 0]);
    expect(other?.data.map(({ value }) => value)).toEqual([690 / 792, 90 / 792, 8 / 792, 4 / 792]);
    expect(other?.data[0]?.itemStyle.color).toBe('none');
    const { columns, rows } = tableOf(samples.sharesCompared(), 'zh');
    expect(columns.map(({ title }) => title)).toEqual(['组织类型', '广州市', '深圳市']);
    expect(rows.at(-1), 'what only the other place has').toEqual(['其他', '—', '0.5%（4）']);
    expect(dataOf(samples.sharesCompared(), 'zh').rows).toContainEqual(['other', null, 4 / 792, '模拟数据']);
    expect(describeChart(samples.sharesCompared(), 'zh')).toMatch(/^广州市：共3项，.*深圳市：共4项，/);
  });

  it('stands small in each tile', () => {
    const texts = textsOf(samples.tilesCompared());
    expect(texts).toEqual(expect.arrayContaining(['单位：家 · 小字：去年同期', '800', '733']));
  });
});

describe('an index', () => {
  it('begins at 100 where all have ten, and says so on the axis and in words', () => {
    const [own, other] = seriesOf(samples.lineIndexed(), 'line').map(({ data }) =>
      data.map((point) => ('value' in point ? (point.value as number[])[1] : point[1]))
    );
    expect(own?.[0]).toBe(100);
    expect(other?.[0]).toBe(100);
    expect(own).toHaveLength(4);
    expect(textsOf(samples.lineIndexed())).toContain('指数，2016=100');
    expect(textsOf(samples.lineIndexed(), 'en')).toContain('Index, 2016 = 100');
    expect(describeChart(samples.lineIndexed(), 'zh')).toContain('以2016年为100。');
    expect(describeChart(samples.lineIndexed(), 'en')).toContain(
      'from 100.0 in 2016 to 285.7 in 2019, +185.7%'
    );
  });
});

describe('small multiples', () => {
  it('go from most to least on one scale; what has no value comes last and is framed', () => {
    const texts = textsOf(samples.panels());
    expect(texts).toContain('各格纵轴同为−10%—10%');
    const { rows, columns } = tableOf(samples.panels(), 'zh');
    expect(columns.map(({ title }) => title)).toEqual([
      '住所地',
      '2014年',
      '2015年',
      '2016年',
      '2017年',
      '2018年'
    ]);
    const last = rows.map((row) => row.at(-1));
    expect(last.slice(0, 3)).toEqual(['6.0%', '5.0%', '3.0%']);
    expect(last.slice(-2)).toEqual(['—', '—']);
    expect(describeChart(samples.panels(), 'zh')).toContain('没有数据：白云、荔湾。');
    const frames = drawn(samples.panels()).option.graphic as unknown as { style: { lineDash?: number[] } }[];
    expect(
      frames.filter(({ style }) => style.lineDash?.length),
      'one never had a value'
    ).toHaveLength(1);
  });

  it('have a stop each, walked by keyboard', () => {
    const { stops } = drawn(samples.panelsOfCities());
    expect(stops).toHaveLength(22);
    expect(stops[0]?.lines.map(({ name }) => name)).toEqual(['2014年', '2018年']);
  });
});
