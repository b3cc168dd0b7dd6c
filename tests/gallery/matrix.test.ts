import { describe, expect, it } from 'vitest';
import { BANDS } from '../../src/lib/charts/bands.ts';
import { describe as describeChart } from '../../src/lib/charts/describe.ts';
import { heightOf } from '../../src/lib/charts/option.ts';
import { tableOf } from '../../src/lib/charts/table.ts';
import type { Lang } from '../../src/lib/field/text.ts';
import { drawn } from './drawn.ts';
import { MATRIX } from './matrix.ts';
import { clippedIn, overlapsIn, writtenOf } from './rules.ts';

const VIEWS = (['zh', 'en'] as Lang[]).flatMap((lang) =>
  [BANDS.narrow, BANDS.wide, 960].map((width) => ({ lang, width }))
);

describe.each(Object.entries(MATRIX))('%s', (name, make) => {
  it.each(VIEWS)('clips and covers no words in $lang at $width px', (view) => {
    const answer = make();
    const height = heightOf(answer, view);
    const texts = writtenOf(drawn(answer, view).option);
    expect(clippedIn(texts, view.width, height)).toEqual([]);
    expect(overlapsIn(texts)).toEqual([]);
    expect(texts.filter(({ text }) => /…|\.\.\.$/.test(text))).toEqual([]);
  });

  it('says what it shows, or that there is nothing', () => {
    const answer = make();
    const said = describeChart(answer, 'zh');
    expect(said.length).toBeGreaterThan(8);
    expect(said.includes('没有数据。请换')).toBe(name.endsWith('nothing'));
    expect(tableOf(answer, 'zh').rows.length > 0).toBe(!name.endsWith('nothing'));
  });

  it('is drawn from finite numbers only', () => {
    const text = JSON.stringify(drawn(make()).option, (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'NOT FINITE' : value
    );
    expect(text).not.toContain('NOT FINITE');
  });
});
