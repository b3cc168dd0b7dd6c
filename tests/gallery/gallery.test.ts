import { describe, expect, it } from 'vitest';
import { BANDS, drawBands } from '../../src/lib/charts/bands.ts';
import { describe as describeChart } from '../../src/lib/charts/describe.ts';
import { drawFile } from '../../src/lib/charts/frame.ts';
import { syllablesOf } from '../../src/lib/charts/labels.ts';
import { heightOf, optionOf } from '../../src/lib/charts/option.ts';
import type { Answer } from '../../src/lib/charts/spec.ts';
import { tableOf } from '../../src/lib/charts/table.ts';
import { LIGHT } from '../../src/lib/charts/theme.ts';
import { GUANGDONG, GUANGZHOU } from '../../src/lib/charts/tiles.ts';
import { childrenOf, findDivision } from '../../src/lib/field/division.ts';
import type { Lang } from '../../src/lib/field/text.ts';
import { drawn, seriesOf, textsOf } from './drawn.ts';
import { clippedIn, linesOf, overlapsIn, writtenOf } from './rules.ts';
import * as ranked from './samples-rank.ts';
import * as stable from './samples-stable.ts';
import * as timed from './samples-time.ts';
import { GALLERY } from './samples.ts';

const samples = { ...timed, ...ranked, ...stable };
const VIEWS = (['zh', 'en'] as Lang[]).flatMap((lang) =>
  Object.values(BANDS).map((width) => ({ lang, width }))
);

describe.each(Object.entries(GALLERY))('%s', (_, make) => {
  it('keeps its option', () => {
    const answer = make();
    const view = { lang: 'zh' as const, width: 358 };
    expect(
      linesOf(optionOf(answer, { ...view, height: heightOf(answer, view), theme: LIGHT }))
    ).toMatchSnapshot();
  });

  it('keeps its words and table', () => {
    const answer = make();
    const { columns, rows } = tableOf(answer, 'en');
    expect([describeChart(answer, 'zh'), describeChart(answer, 'en'), { columns, rows }]).toMatchSnapshot();
  });

  it.each(VIEWS)('has no text clipped or over another in $lang at $width px', (view) => {
    const answer = make();
    const texts = writtenOf(drawn(answer, view).option);
    expect(clippedIn(texts, view.width, heightOf(answer, view))).toEqual([]);
    expect(overlapsIn(texts)).toEqual([]);
  });

  it('is drawn without a style, with the ids of its own, the same each time', () => {
    const answer = make();
    const bands = drawBands(answer, 'zh');
    for (const [band, svg] of Object.entries(bands)) {
      expect(svg).not.toMatch(/style|class=|<script|#[0-9a-f]{6}\b/);
      for (const [, id] of svg.matchAll(/ id="([^"]+)"/g))
        expect(id).toMatch(new RegExp(`^y-${answer.slug}-${band}-`));
    }
    expect(drawBands(make(), 'zh')).toEqual(bands);
  });

  it('stands alone as a file that says what it is', () => {
    const svg = drawFile(make(), { lang: 'en', theme: 'dark', width: 480 });
    expect(svg).not.toMatch(/style|var\(--/);
    expect(svg).toContain('As of 31 December 2023');
    if (make().synthetic) expect(svg).toContain('Synthetic data');
  });

  it('has its stops inside the drawing', () => {
    const view = { lang: 'zh' as const, width: 358 };
    for (const stop of drawn(make(), view).stops) {
      expect(stop.x).toBeGreaterThanOrEqual(0);
      expect(stop.x).toBeLessThanOrEqual(view.width);
      expect(Number.isFinite(stop.y)).toBe(true);
    }
  });
});

describe('lines', () => {
  it('end with their last value', () => {
    expect(textsOf(samples.line())).toContain('471');
    expect(textsOf(samples.lineOfTypes())).toContain('社会服务机构 268');
  });

  it('are never joined across a break, a gap or a change of definition', () => {
    const joined = (answer: Answer) =>
      seriesOf(answer, 'line').map((s) =>
        s.data.map((d) => ('value' in d ? (d.value as number[])[0] : d[0]))
      );
    const [before, after] = joined(samples.lineWithBreak());
    expect(before?.at(-1)).toBe(2016);
    expect(after?.[0]).toBe(2017);
    expect(joined(samples.lineWithGaps())).toEqual([[2014, 2015], [2017], [2020, 2021, 2022, 2023]]);
    expect(joined(samples.nationDefinitions()).every((points) => points.length === 1)).toBe(true);
    expect(joined(samples.nationAll()).map((points) => points.length)).toEqual([20, 1, 2]);
  });

  it('keep published figures apart, as points, with ranges where they are imprecise', () => {
    const answer = samples.lineWithReports();
    expect(seriesOf(answer, 'scatter').map((s) => s.data.length)).toEqual([3]);
    const ranges = seriesOf(answer, 'line').filter((s) => s.name === 'range');
    expect(ranges.map((s) => s.data.map((d) => (d as [number, number])[1]))).toEqual([
      [1500, 1650.0000000000002],
      [3135, 3465],
      [3800, 4000]
    ]);
    expect(textsOf(answer)).toContain('近4,000');
  });

  it('share one seal between reports of a date', () => {
    expect(textsOf(samples.lineWithReports()).filter((t) => t.startsWith('报'))).toEqual(['报', '报2']);
  });

  it('start at zero, or say where', () => {
    for (const make of Object.values(GALLERY)) {
      const { yAxis } = drawn(make()).option as { yAxis?: { min?: number; type: string } };
      if (yAxis?.type !== 'value') continue;
      const hint = textsOf(make()).find((t) => t.includes('纵轴从'));
      expect(yAxis.min).toBe(
        hint ? Number(/从([\d.]+)%/.exec(hint)?.[1]) / 100 : Math.min(0, yAxis.min ?? 0)
      );
    }
    expect(textsOf(samples.filingRate())).toContain('纵轴从90%起');
    expect(textsOf(samples.filingRate(), 'en')).toContain('Axis starts at 90%');
  });

  it('tell several indicators apart by name, value, colour and dashes, in one unit', () => {
    expect(textsOf(samples.gradeRates()).map((t) => t.replace(/[\s]/g, ''))).toEqual(
      expect.arrayContaining([
        '3A以上率（占有等级者）66.0%',
        '3A以上率（占全部）18.0%',
        '有效评估覆盖率29.0%'
      ])
    );
    const lines = seriesOf(samples.gradeRates(), 'line') as unknown as {
      lineStyle: { color: string; type?: number[] };
    }[];
    expect(new Set(lines.map((l) => l.lineStyle.color)).size).toBe(3);
    expect(new Set(lines.map((l) => String(l.lineStyle.type))).size).toBe(3);
    expect(seriesOf(samples.ratesClose(), 'line').map((s) => s.name)).not.toContain('存量');
    const { switches } = drawn(samples.gradeRates());
    expect(switches.map((s) => s.key)).toEqual(['0:', '1:', '2:']);
  });

  it('go dashed to a last period that is not over', () => {
    const ends = seriesOf(samples.lineIncomplete(), 'line').map((s) => s.data.length);
    expect(ends).toEqual([8, 2]);
    expect(textsOf(samples.lineIncomplete()).join()).toContain('末段虚线：末期未满');
    expect(describeChart(samples.lineIncomplete(), 'zh')).toContain('到2022年的40家');
    expect(describeChart(samples.columnsIncomplete(), 'en')).toContain('2023 runs to 31 December 2023 only.');
    expect(tableOf(samples.columnsIncomplete(), 'zh').rows.at(-1)?.[0]).toBe('2023年（未满）');
  });

  it('draw a lone published figure hollow', () => {
    const fills = (make: () => Answer) =>
      (seriesOf(make(), 'line') as unknown as { itemStyle: { color: string } }[]).map(
        (s) => s.itemStyle.color
      );
    expect(fills(samples.nationDefinitions)).toEqual(Array(4).fill(LIGHT.paper));
    expect(fills(samples.lineWithGaps)).not.toContain(LIGHT.paper);
  });

  it('say so when there is nothing', () => {
    expect(textsOf(samples.noPoint(), 'zh').join()).toContain('没有数据');
    expect(textsOf(samples.noPoint(), 'en').join()).toContain('No data');
    expect(describeChart(samples.noPoint(), 'en')).toContain('No data');
  });
});

describe('columns and bars', () => {
  it('draw entries up and exits down', () => {
    const [up, down] = seriesOf(samples.columns(), 'bar').map((s) =>
      s.data.map((d) => ('value' in d ? d.value : null))
    );
    expect(up).toEqual([44, 46, 41, 37, 35, 36, 38, 40]);
    expect(down).toEqual([-12, -15, -11, -15, -13, -13, -13, -18]);
    expect(textsOf(samples.columns())).toEqual(
      expect.arrayContaining(['40', '18', '+22', '新成立', '注销', '净增'])
    );
  });

  it('stand beside each other where they are no parts of a whole', () => {
    for (const make of [samples.columnsCompared, samples.columnsOfRates]) {
      const bars = (drawn(make()).option.series ?? []) as unknown as {
        stack?: string;
        data: { value: number }[];
      }[];
      expect(bars.map((b) => b.stack)).toEqual([undefined, undefined]);
      expect(bars.flatMap((b) => b.data).every((d) => d.value > 0)).toBe(true);
    }
    expect(textsOf(samples.columnsCompared())).toEqual(expect.arrayContaining(['广州市 6', '深圳市 11']));
    expect(drawn(samples.columnsCompared()).switches.map((s) => s.key)).toEqual(['0', '1']);
  });

  it('begin at zero and carry name, value and share', () => {
    const { xAxis } = drawn(samples.barsOfTypes()).option as { xAxis: { min: number } };
    expect(xAxis.min).toBe(0);
    expect(textsOf(samples.barsOfTypes())).toEqual(expect.arrayContaining(['社会服务机构', '268', '56.9%']));
    expect(textsOf(samples.barsOfFields(), 'en')).toContain('unknown');
  });
});

describe('tiles', () => {
  it('have a place for every city and district, one each', () => {
    for (const [tiles, region] of [
      [GUANGDONG, '440000'],
      [GUANGZHOU, '440100']
    ] as const) {
      expect([...tiles.keys()].sort()).toEqual(
        childrenOf(region)
          .map((d) => d.code)
          .sort()
      );
      expect(new Set([...tiles.values()].map(String)).size).toBe(tiles.size);
    }
  });

  it('carry English names of at least 11 px on a phone, broken between their syllables', () => {
    const names = [...GUANGDONG.keys(), ...GUANGZHOU.keys()].map(
      (code) => findDivision(code)?.short.en ?? ''
    );
    const broken = names.map((name) => syllablesOf(name).join(''));
    expect(broken.slice(0, 5)).toEqual(['Qing-yuan', 'Shao-guan', 'He-yuan', 'Mei-zhou', 'Zhao-qing']);
    expect(broken.filter((name) => !/^[A-Z][a-z]+-[a-z]{2,}$/.test(name))).toEqual([]);
    for (const make of [samples.tilesOfGuangdong, samples.tilesOfGuangzhou]) {
      const texts = writtenOf(drawn(make(), { lang: 'en', width: 358 }).option);
      expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual(11);
    }
  });

  it('drop nothing: what has no tile stands below', () => {
    expect(textsOf(samples.tilesOfGuangdong()).join()).toContain('另有：省本级512、未知3');
    expect(textsOf(samples.tilesOfGuangzhou(), 'en').join()).toContain('Also: Guangzhou city level 21');
  });
});
