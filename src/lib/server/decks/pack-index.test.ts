import { describe, expect, it } from 'vitest';
import { sampleCharts } from '../../slides/deck.fixture.ts';
import { packIndex, packList, type PackedChart } from './pack-index.ts';

const CHARTS: PackedChart[] = sampleCharts().map(({ answer, mark }, at) => ({
  name: `0${at + 1}-${answer.slug}`,
  answer,
  place: {},
  pin: { ...mark, versions: { organizations: 1 }, release: '0.1.0' }
}));

describe('the first page of a pack', () => {
  const html = packIndex('周一 <会议>', CHARTS, 'zh');

  it('shows every chart with its picture and files, and asks for nothing outside', () => {
    for (const { name } of CHARTS)
      for (const ending of ['html', 'png', 'svg', 'csv'])
        expect(html).toContain(`"charts/${name}.${ending}"`);
    const asked = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    expect(
      asked.filter((address) => !/^(charts\/|present\.html|deck\.pptx|sources\.txt)/.test(address ?? ''))
    ).toEqual([]);
    expect(html).toContain('<h1 dir="auto">周一 &lt;会议&gt;</h1>');
  });

  it('says where the figures come from, as of when, and which are synthetic', () => {
    for (const words of [
      '来源：社会组织登记名册',
      '口径：',
      '数据：截至2023年12月31日',
      '留存：定稿第1稿，2026年1月2日'
    ])
      expect(html, words).toContain(words);
    expect(html.match(/class="badge"/g)).toHaveLength(CHARTS.length);
  });
});

describe('its list of versions and sources', () => {
  it('tells the same of every chart, for Windows too', () => {
    const text = packList('Monday', CHARTS, 'en');
    expect(text.startsWith('\ufeffMonday\r\n')).toBe(true);
    expect(text.match(/^Files: charts\//gm)).toHaveLength(CHARTS.length);
    expect(text).toContain('Source: ');
    expect(text).toContain('Kept: pin 5, 2 January 2026, Yinli 0.1.0');
    expect(text).not.toMatch(/[^\r]\n/);
  });
});
