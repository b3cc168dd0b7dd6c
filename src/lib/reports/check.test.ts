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

describe('checkFigure', () => {
  it('agrees within the range of its precision and says the range', () => {
    const check = checkFigure(figure, [registry], []);
    expect(check).toMatchObject({ verdict: 'agrees', value: 3962, synthetic: true });
    expect(check.reason.zh).toContain('[3,800, 4,000)');
    expect(check.reason.zh).toMatch(/^演示：模拟数据按此数生成/);
  });

  it('calls the bound itself a difference: 4000 is not nearly 4000', () => {
    expect(checkFigure(figure, [{ ...registry, value: 4000 }], []).verdict).toBe('differs');
  });

  it('is equal only to the number itself', () => {
    const exact = { ...figure, value: 471, precision: 'exact' as const };
    expect(checkFigure(exact, [{ ...registry, value: 471 }], []).verdict).toBe('equal');
    expect(checkFigure(exact, [{ ...registry, value: 470 }], []).verdict).toBe('differs');
  });

  it('is never confirmed by its own source', () => {
    expect(checkFigure(figure, [published], ['http://a.example/report']).verdict).toBe('no-data');
    expect(checkFigure(figure, [published], []).verdict).toBe('differs');
  });

  it('does not compare across dates or definitions', () => {
    expect(checkFigure(figure, [{ ...registry, asOf: '2022-12-31' }], []).verdict).toBe('other-date');
    const stated = { ...figure, definition: 'tech-field-2023' };
    expect(checkFigure(stated, [registry], []).verdict).toBe('other-definition');
  });
});
