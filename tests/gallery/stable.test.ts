import { describe, expect, it } from 'vitest';
import { drawBands } from '../../src/lib/charts/bands.ts';
import { dataOf } from '../../src/lib/charts/data.ts';
import { describe as describeChart } from '../../src/lib/charts/describe.ts';
import type { Answer } from '../../src/lib/charts/spec.ts';
import { tableOf } from '../../src/lib/charts/table.ts';
import type { Lang } from '../../src/lib/field/text.ts';
import { drawn, textsOf } from './drawn.ts';
import * as samples from './samples-stable.ts';

describe('bars with an order of their own', () => {
  it('keep it, with the labels a reader knows', () => {
    const names = (make: () => Answer, lang: Lang) => tableOf(make(), lang).rows.map(([name]) => name);
    expect(names(samples.ageBands, 'zh')).toEqual(['不满1年', '1–3年', '3–5年', '5–10年', '10年及以上']);
    expect(names(samples.ageBands, 'en')[0]).toBe('Under 1 year');
    expect(names(samples.missedYears, 'zh')).toEqual(['一年', '连续两年', '连续三年及以上']);
    expect(names(samples.gradesLapsing, 'en')).toEqual(['1A', '2A', '3A', '4A', '5A']);
    expect(describeChart(samples.missedYears(), 'en')).toContain(
      'One year 32 (29.1%), Two years in a row 18 (16.4%), Three or more in a row 60 (54.5%).'
    );
  });
});

describe('contributions', () => {
  it('say the count with its sign and the share, rank by count, and end with the unknown', () => {
    expect(textsOf(samples.contribution())).toEqual(expect.arrayContaining(['+11', '50.0%', '−3', '−13.6%']));
    const rows = tableOf(samples.contribution(), 'zh').rows;
    expect([rows[0]?.[0], rows.at(-1)?.[0]]).toEqual(['人工智能', '未知']);
  });

  it('give no share where the parts are not the whole, or the whole is too small', () => {
    for (const make of [samples.contributionOfSome, samples.contributionSmall])
      expect(textsOf(make()).filter((t) => t.includes('%'))).toEqual([]);
    expect(textsOf(samples.contributionSmall())).toEqual(expect.arrayContaining(['+4', '−2']));
  });
});

describe('survival', () => {
  it('marks one, three and five years and says the numbers at risk', () => {
    const texts = textsOf(samples.survivalLong());
    expect(texts).toEqual(expect.arrayContaining(['1年 100.0%', '3年 98.3%', '5年 95.0%', '1,612']));
    expect(describeChart(samples.survivalLong(), 'zh')).toMatch(
      /满5年的存续率95\.0%（95%置信区间.+—.+，当时仍在观察/
    );
    expect(describeChart(samples.survivalShort(), 'en')).toContain(
      'after 5 years not observed for long enough'
    );
  });

  it('is a stair from 0 to 100 percent, with a band', () => {
    const [steps] = (drawn(samples.survivalLong()).option.series ?? []) as unknown as { step: string }[];
    expect(steps?.step).toBe('end');
    const { yAxis } = drawn(samples.survivalLong()).option as { yAxis: { min: number; max: number } };
    expect([yAxis.min, yAxis.max]).toEqual([0, 1]);
    expect(drawBands(samples.survivalLong(), 'zh').wide).toContain('opacity="0.14"');
  });

  it('compares curves by name and lists them all', () => {
    expect(tableOf(samples.survivalCompared(), 'zh').rows).toHaveLength(21 + 15 + 5);
    expect(dataOf(samples.survivalCompared(), 'en').rows[21]?.slice(0, 3)).toEqual([
      'Guangdong without Guangzhou',
      0,
      1
    ]);
    expect(drawn(samples.survivalCompared()).switches).toHaveLength(3);
    expect(textsOf(samples.survivalNone()).join()).toContain('没有数据');
  });

  it('stops at every year, with value, interval and number at risk', () => {
    const { stops } = drawn(samples.survivalLong());
    expect(stops).toHaveLength(21);
    expect(stops[5]?.title).toBe('登记后5年');
    expect(stops[5]?.lines.map((l) => l.value)).toEqual(['95.0%', '93.9%—95.9%', '1,167']);
  });
});
