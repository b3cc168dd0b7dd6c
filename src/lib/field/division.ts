import type { Text } from './text.ts';

/** The place that is meant where none is named. */
export const DEFAULT_REGION = '440000';

export const LEVELS = ['national', 'province', 'city', 'district'] as const;
export type Level = (typeof LEVELS)[number];

export const LEVEL_TITLES: Record<Level, Text> = {
  national: { zh: '全国', en: 'National' },
  province: { zh: '省级', en: 'Province' },
  city: { zh: '市级', en: 'City' },
  district: { zh: '区级', en: 'District' }
};

export interface Division {
  /** GB/T 2260, 6 digits. */
  code: string;
  /** 广州市, Guangzhou. */
  name: Text;
  /** 广州, Guangzhou: for tiles, axes and sentences. */
  short: Text;
  level: Level;
  parent: string | null;
}

const TABLE: readonly (readonly [code: string, zh: string, shortZh: string, en: string])[] = [
  ['100000', '全国', '全国', 'China (national)'],
  ['440000', '广东省', '广东', 'Guangdong'],
  ['440100', '广州市', '广州', 'Guangzhou'],
  ['440200', '韶关市', '韶关', 'Shaoguan'],
  ['440300', '深圳市', '深圳', 'Shenzhen'],
  ['440400', '珠海市', '珠海', 'Zhuhai'],
  ['440500', '汕头市', '汕头', 'Shantou'],
  ['440600', '佛山市', '佛山', 'Foshan'],
  ['440700', '江门市', '江门', 'Jiangmen'],
  ['440800', '湛江市', '湛江', 'Zhanjiang'],
  ['440900', '茂名市', '茂名', 'Maoming'],
  ['441200', '肇庆市', '肇庆', 'Zhaoqing'],
  ['441300', '惠州市', '惠州', 'Huizhou'],
  ['441400', '梅州市', '梅州', 'Meizhou'],
  ['441500', '汕尾市', '汕尾', 'Shanwei'],
  ['441600', '河源市', '河源', 'Heyuan'],
  ['441700', '阳江市', '阳江', 'Yangjiang'],
  ['441800', '清远市', '清远', 'Qingyuan'],
  ['441900', '东莞市', '东莞', 'Dongguan'],
  ['442000', '中山市', '中山', 'Zhongshan'],
  ['445100', '潮州市', '潮州', 'Chaozhou'],
  ['445200', '揭阳市', '揭阳', 'Jieyang'],
  ['445300', '云浮市', '云浮', 'Yunfu'],
  ['440103', '荔湾区', '荔湾', 'Liwan'],
  ['440104', '越秀区', '越秀', 'Yuexiu'],
  ['440105', '海珠区', '海珠', 'Haizhu'],
  ['440106', '天河区', '天河', 'Tianhe'],
  ['440111', '白云区', '白云', 'Baiyun'],
  ['440112', '黄埔区', '黄埔', 'Huangpu'],
  ['440113', '番禺区', '番禺', 'Panyu'],
  ['440114', '花都区', '花都', 'Huadu'],
  ['440115', '南沙区', '南沙', 'Nansha'],
  ['440117', '从化区', '从化', 'Conghua'],
  ['440118', '增城区', '增城', 'Zengcheng']
];

/** The divisions that ship, Guangdong with its 21 cities and the 11 districts of Guangzhou, in the table's order. */
export const DIVISIONS: readonly Division[] = TABLE.map(([code, zh, shortZh, en]) => ({
  code,
  name: { zh, en },
  short: { zh: shortZh, en: en.replace(' (national)', '') },
  level: levelOf(code),
  parent: parentOf(code)
}));

const DIVISION_OF_CODE = new Map(DIVISIONS.map((division) => [division.code, division]));

export function findDivision(code: string): Division | undefined {
  return DIVISION_OF_CODE.get(code);
}

/** The divisions directly below, in the order of their codes; empty for districts and for 东莞 and 中山, which have none. */
export function childrenOf(code: string): Division[] {
  return DIVISIONS.filter((division) => division.parent === code);
}

/** Read from the code's zeros, so it also answers for divisions that do not ship. */
export function levelOf(code: string): Level {
  if (code === '100000') return 'national';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'district';
}

/** What the codes of a division and of all below it begin with: 440000 → 44, 440100 → 4401, 100000 → nothing. */
export function prefixOf(code: string): string {
  const lengths: Record<Level, number> = { national: 0, province: 2, city: 4, district: 6 };
  return code.slice(0, lengths[levelOf(code)]);
}

/** The division above by the code's digits, null for the nation. */
export function parentOf(code: string): string | null {
  switch (levelOf(code)) {
    case 'national':
      return null;
    case 'province':
      return '100000';
    case 'city':
      return `${code.slice(0, 2)}0000`;
    case 'district':
      return `${code.slice(0, 4)}00`;
  }
}

/** The division itself or one below it. */
export function isInRegion(code: string, region: string): boolean {
  return code.startsWith(prefixOf(region));
}

/** From the nation down to the division itself; unknown codes on the way are left out. */
export function pathOf(code: string): Division[] {
  const parent = parentOf(code);
  const division = findDivision(code);
  return [...(parent === null ? [] : pathOf(parent)), ...(division ? [division] : [])];
}

/**
 * Divisions whose Chinese name, English name (the pinyin) or code contains the text, those that begin with it
 * first. An empty text finds all.
 */
export function searchDivisions(text: string): Division[] {
  const wanted = text.trim().toLowerCase();
  const rank = (division: Division) => {
    const names = [division.name.zh, division.name.en.toLowerCase(), division.code];
    if (names.some((name) => name.startsWith(wanted))) return 0;
    return names.some((name) => name.includes(wanted)) ? 1 : 2;
  };
  return DIVISIONS.filter((division) => rank(division) < 2).sort((a, b) => rank(a) - rank(b));
}
