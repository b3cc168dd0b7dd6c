import { describe, expect, it } from 'vitest';
import type { Figure } from './article.ts';
import { checkFigure, type Evidence } from './check.ts';

const figure: Figure = {
  id: 'f1',
  paragraph: 0,
  start: 0,
  end: 1,
  text: '近4000家',
  value: 4000,
  unit: '家',
  precision: 'nearly',
  subject: '科技类社会组织',
  indicator: 'stock',
  definition: null,
  region: '440000',
  asOf: '2023-12-31'
};
const registry: Evidence = {
  dataset: 'organizations',
  version: 1,
  indicator: 'stock',
  value: 3962,
  asOf: '2023-12-31',
  definition: 'tech-local',
  title: { zh: '登记名册', en: 'registry' },
  sourceUrl: null,
  synthetic: true
};
const published: Evidence = {
  ...registry,
  dataset: 'statistics',
  value: 4000,
  sourceUrl: 'http://a.example/report',
  synthetic: false
};

const NOBODY = { urls: [], headlines: [] };

describe('checkFigure', () => {
  it('agrees within the range of its precision and says the range', () => {
    const check = checkFigure(figure, [registry], NOBODY);
    expect(check).toMatchObject({ verdict: 'agrees', value: 3962, synthetic: true });
    expect(check.reason.zh).toContain('[3,800, 4,000)');
    expect(check.reason.zh).toMatch(/^演示：模拟数据按此数生成/);
  });

  it('calls the bound itself a difference: 4000 is not nearly 4000', () => {
    expect(checkFigure(figure, [{ ...registry, value: 4000 }], NOBODY).verdict).toBe('differs');
  });

  it('is equal only to the number itself', () => {
    const exact = { ...figure, value: 471, precision: 'exact' as const };
    expect(checkFigure(exact, [{ ...registry, value: 471 }], NOBODY).verdict).toBe('equal');
    expect(checkFigure(exact, [{ ...registry, value: 470 }], NOBODY).verdict).toBe('differs');
  });

  it('is never confirmed by its own source', () => {
    expect(
      checkFigure(figure, [published], { urls: ['http://a.example/report'], headlines: [] }).verdict
    ).toBe('no-data');
    expect(checkFigure(figure, [published], NOBODY).verdict).toBe('differs');
  });

  it('does not compare across dates or definitions', () => {
    expect(checkFigure(figure, [{ ...registry, asOf: '2022-12-31' }], NOBODY).verdict).toBe('other-date');
    const stated = { ...figure, definition: 'tech-field-2023' };
    const clashing = checkFigure(stated, [registry], NOBODY);
    expect(clashing).toMatchObject({ verdict: 'other-definition', synthetic: true });
    expect(clashing.reason.zh).not.toContain('按此数生成');
  });

  it('knows its own source by the headline, also under another address', () => {
    const cited = { ...published, title: { zh: '一篇很长的报道标题在此（某网站转载）', en: '' } };
    const own = { urls: [], headlines: ['一篇很长的报道标题，在此'] };
    expect(checkFigure(figure, [cited], own).verdict).toBe('no-data');
  });

  it('holds a figure of no stated definition against the definition of the dataset only', () => {
    const other = { ...registry, definition: 'all-bulletin' };
    expect(checkFigure(figure, [other], NOBODY, { definition: 'tech-local' }).verdict).toBe(
      'other-definition'
    );
  });

  it('asks of a bound only that it holds, of a range that the value lies in it', () => {
    const verdict = (change: Partial<Figure>, value: number) =>
      checkFigure({ ...figure, ...change }, [{ ...registry, value }], NOBODY).verdict;
    expect([verdict({ isBound: true }, 12), verdict({ isBound: true }, 4000)]).toEqual(['agrees', 'differs']);
    expect(verdict({ precision: 'over', isBound: true }, 90_000)).toBe('agrees');
    expect(verdict({ precision: 'exact', valueTo: 5000 }, 4500)).toBe('agrees');
    expect(
      verdict({ precision: 'rounded', value: 2.3, roundedTo: 0.1, unit: '%', isFalling: true }, -2.33)
    ).toBe('agrees');
    expect(
      verdict({ precision: 'rounded', value: 2.3, roundedTo: 0.1, unit: '%', isFalling: true }, 2.33)
    ).toBe('differs');
  });

  it('agrees with what was published as imprecisely, when both can be true', () => {
    const nearly = { ...published, precision: 'nearly' as const };
    expect(checkFigure(figure, [nearly], NOBODY).verdict).toBe('agrees');
    expect(checkFigure({ ...figure, value: 5000 }, [nearly], NOBODY).verdict).toBe('differs');
  });
});
