import { expect, test } from 'vitest';
import { makeGazetteer } from './gazetteer.ts';

const places = (text: string) =>
  text.split(' ').map((entry) => ({ code: entry.slice(0, 6), name: entry.slice(6) }));

const { find, fullName, ofCode } = makeGazetteer(
  places(
    '110000北京市 110100北京市 110105朝阳区 210000辽宁省 211300朝阳市 220000吉林省 220200吉林市 222400延边朝鲜族自治州 ' +
      '320000江苏省 320100南京市 320106鼓楼区 350000福建省 350100福州市 350102鼓楼区 440000广东省 440100广州市 440106天河区 ' +
      '440111白云区 440118增城区 440300深圳市 440305南山区 441900东莞市 520000贵州省 520100贵阳市 520113白云区'
  ),
  places('440183增城市 440116萝岗区 110100市辖区 440106天河区')
);
const codeOf = (text: string, home?: string) => {
  const found = find(text, home);
  return 'place' in found ? found.place.code : found;
};

test.each([
  ['广州市', '440100'],
  ['广州', '440100'],
  ['广东', '440000'],
  ['粤', '440000'],
  ['穗', '440100'],
  ['深', '440300'],
  ['广东省/广州市/天河区', '440106'],
  ['广东省广州市', '440100'],
  ['广州市白云区', '440111'],
  ['天河区民政局', '440106'],
  ['广东省民政厅', '440000'],
  ['广州市（含各区）', '440100'],
  ['广州市本级', '440100'],
  ['全国', '100000'],
  ['民政部', '100000'],
  ['延边', '222400'],
  ['北京市', '110000'],
  ['吉林', '220000'],
  ['吉林市', '220200'],
  ['440106', '440106'],
  ['４４０１０６', '440106'],
  ['4401', '440100'],
  ['440106000000', '440106']
])('%s is %s', (text, code) => expect(codeOf(text)).toBe(code));

test('a name of several places is left open unless the column is at home in one', () => {
  expect(codeOf('鼓楼区')).toMatchObject({ candidates: [{ code: '320106' }, { code: '350102' }] });
  expect(codeOf('鼓楼区', '35')).toBe('350102');
  expect(codeOf('白云区', '4401')).toBe('440111');
  expect(codeOf('朝阳', '11')).toBe('110105');
  expect(codeOf('鼓楼区', '44')).toMatchObject({ candidates: [{ code: '320106' }, { code: '350102' }] });
});

test('a retired name means its successor, a retired code stays', () => {
  expect(codeOf('增城市')).toBe('440118');
  expect(codeOf('萝岗区')).toBe('440116');
  expect(codeOf('440183')).toBe('440183');
  expect(ofCode('440183')).toEqual({ code: '440183', name: '增城市', isRetired: true });
});

test('what is unknown has its nearest', () => {
  expect(find('广洲市')).toMatchObject({ nearest: [{ code: '440100' }] });
  expect(find('440107')).toMatchObject({ nearest: [{ code: '440106' }, { code: '440100' }, {}] });
  expect(find('月球')).toEqual({ nearest: [] });
  expect(find('')).toEqual({ nearest: [] });
});

test('full names have those above, without headings', () => {
  expect(fullName({ code: '440106', name: '天河区', isRetired: false })).toBe('广东省广州市天河区');
  expect(fullName({ code: '110105', name: '朝阳区', isRetired: false })).toBe('北京市朝阳区');
  expect(fullName({ code: '441900', name: '东莞市', isRetired: false })).toBe('广东省东莞市');
});
