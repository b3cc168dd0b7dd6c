import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  childrenOf,
  DIVISIONS,
  findDivision,
  isInRegion,
  levelOf,
  parentOf,
  pathOf,
  prefixOf,
  searchDivisions
} from './division.ts';

const CSV = new URL('../../../data/divisions.csv', import.meta.url);

describe('divisions', () => {
  it('are those of data/divisions.csv', () => {
    const lines = DIVISIONS.map((d) => [d.code, d.name.zh, d.name.en, d.level, d.parent ?? ''].join(','));
    expect(readFileSync(CSV, 'utf8')).toBe(
      ['code,name_zh,name_en,level,parent_code', ...lines].join('\n') + '\n'
    );
  });

  it('have short names', () => {
    expect(findDivision('440100')?.short).toEqual({ zh: '广州', en: 'Guangzhou' });
    expect(findDivision('440115')?.short.zh).toBe('南沙');
    expect(findDivision('100000')?.short).toEqual({ zh: '全国', en: 'China' });
    expect(findDivision('999999')).toBeUndefined();
  });

  it('know their children', () => {
    expect(childrenOf('440000')).toHaveLength(21);
    expect(childrenOf('440100')).toHaveLength(11);
    expect(childrenOf('441900')).toEqual([]);
    expect(childrenOf('100000').map((d) => d.code)).toEqual(['440000']);
  });

  it.each([
    ['100000', 'national', '', null],
    ['440000', 'province', '44', '100000'],
    ['440100', 'city', '4401', '440000'],
    ['440115', 'district', '440115', '440100']
  ])('%s is %s, begins with "%s", lies in %s', (code, level, prefix, parent) => {
    expect([levelOf(code), prefixOf(code), parentOf(code)]).toEqual([level, prefix, parent]);
  });

  it('take in what lies below', () => {
    expect(isInRegion('440115', '440100')).toBe(true);
    expect(isInRegion('440100', '440100')).toBe(true);
    expect(isInRegion('440000', '440100')).toBe(false);
    expect(pathOf('440115').map((d) => d.short.zh)).toEqual(['全国', '广东', '广州', '南沙']);
  });

  it('are found by Chinese, pinyin and code', () => {
    expect(searchDivisions('南沙').map((d) => d.code)).toEqual(['440115']);
    expect(searchDivisions('guangz')[0]?.code).toBe('440100');
    expect(searchDivisions('44011').map((d) => d.code)).toContain('440115');
    expect(searchDivisions('州')[0]?.name.zh).toBe('广州市');
    expect(searchDivisions('纽约')).toEqual([]);
    expect(searchDivisions('')).toHaveLength(34);
  });
});
