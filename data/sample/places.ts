/** A registering authority: how many it has alive on 2023-12-31, and how its growth and fields lean. */
export interface Place {
  code: string;
  /** 广东, 广州, 天河: what its organizations' names begin with, after 示例. */
  name: string;
  level: 'province' | 'city' | 'district';
  stock2023: number;
  /** Above 0 the place grew later than the province, below 0 earlier. */
  tilt: number;
  /** Factors on the common weights of the fields. */
  fields: Record<string, number>;
  /** Where its organizations sit; itself when empty. */
  seats: readonly (readonly [string, number])[];
}

const GUANGZHOU_SEATS = [
  ['440106', 30],
  ['440104', 20],
  ['440112', 16],
  ['440105', 9],
  ['440113', 8],
  ['440111', 7],
  ['440115', 6],
  ['440103', 2],
  ['440114', 1],
  ['440118', 1]
] as const;

const PROVINCE_SEATS = [
  ['440104', 27],
  ['440106', 30],
  ['440112', 10],
  ['440105', 8],
  ['440113', 4],
  ['440111', 4],
  ['440115', 3],
  ['440300', 6],
  ['441900', 2],
  ['440600', 2],
  ['440400', 2],
  ['441300', 1],
  ['440500', 1]
] as const;

const place = (
  code: string,
  name: string,
  stock2023: number,
  tilt: number,
  fields: Record<string, number> = {},
  seats: Place['seats'] = []
): Place => {
  const level = code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'district';
  return { code, name, level, stock2023, tilt, fields, seats };
};

/** 471 of these are Guangzhou's, city and districts together, and 3,961 the whole province's. */
export const PLACES: readonly Place[] = [
  place('440000', '广东', 512, -0.25, { 基础研究: 1.5, 生物医药: 1.2 }, PROVINCE_SEATS),
  place('440100', '广州', 212, 0, { 生物医药: 1.6, 电子信息: 1.4, 人工智能: 1.3 }, GUANGZHOU_SEATS),
  place('440103', '荔湾', 9, 0, { 生物医药: 1.3 }),
  place('440104', '越秀', 41, -0.2, { 生物医药: 1.4, 科学普及: 1.5, 基础研究: 1.4 }),
  place('440105', '海珠', 22, 0.1, { 人工智能: 1.6, 电子信息: 1.2 }),
  place('440106', '天河', 52, 0.1, { 电子信息: 1.7, 人工智能: 1.7 }),
  place('440111', '白云', 18, 0, { 生物医药: 1.4 }),
  place('440112', '黄埔', 47, 0.35, { 生物医药: 2.1, 新材料: 1.3, 人工智能: 1.2 }),
  place('440113', '番禺', 20, 0.1, { 智能制造: 1.3, 新能源: 1.4 }),
  place('440114', '花都', 8, 0, { 智能制造: 1.6, 新能源: 1.3 }),
  place('440115', '南沙', 33, 0.6, { 海洋科技: 4, 人工智能: 1.7 }),
  place('440117', '从化', 3, 0, { 现代农业: 2.5, 生物医药: 1.2 }),
  place('440118', '增城', 6, 0.2, { 电子信息: 1.5, 现代农业: 1.6 }),
  place('440300', '深圳', 792, 0.2, { 电子信息: 1.7, 人工智能: 1.5 }),
  place('441900', '东莞', 352, 0.15, { 智能制造: 1.7, 电子信息: 1.3, 新材料: 1.2 }),
  place('440600', '佛山', 318, 0.05, { 智能制造: 1.8, 新材料: 1.3 }),
  place('441300', '惠州', 182, 0.15, { 电子信息: 1.4, 新能源: 1.6 }),
  place('440400', '珠海', 176, 0.2, { 电子信息: 1.3, 海洋科技: 2, 生物医药: 1.2 }),
  place('442000', '中山', 164, 0, { 生物医药: 1.5, 智能制造: 1.3 }),
  place('440700', '江门', 138, 0, { 智能制造: 1.2, 新材料: 1.4 }),
  place('440500', '汕头', 121, -0.1, { 智能制造: 1.2, 新材料: 1.3, 海洋科技: 2 }),
  place('440800', '湛江', 104, -0.1, { 海洋科技: 6, 现代农业: 1.8 }),
  place('441200', '肇庆', 97, 0.05, { 新能源: 1.5, 新材料: 1.4 }),
  place('440900', '茂名', 88, 0, { 现代农业: 2.4, 新能源: 1.4 }),
  place('441800', '清远', 79, 0.05, { 新材料: 1.8, 现代农业: 1.6 }),
  place('441400', '梅州', 74, -0.1, { 现代农业: 2.2, 生物医药: 1.2 }),
  place('440200', '韶关', 71, -0.1, { 现代农业: 1.6, 新材料: 1.5, 节能环保: 1.5 }),
  place('445200', '揭阳', 62, 0, { 智能制造: 1.3, 生物医药: 1.2 }),
  place('445100', '潮州', 56, -0.05, { 新材料: 2.4 }),
  place('441600', '河源', 45, 0.1, { 电子信息: 1.3, 现代农业: 1.7 }),
  place('441700', '阳江', 37, 0.1, { 海洋科技: 3, 新能源: 2.6 }),
  place('441500', '汕尾', 14, 0.1, { 海洋科技: 3, 新能源: 1.5 }),
  place('445300', '云浮', 8, 0.1, { 现代农业: 1.8, 新材料: 1.4 })
];
