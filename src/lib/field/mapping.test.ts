import { expect, test } from 'vitest';
import { isAboutPersons, mapColumns, propose } from './mapping.ts';
import { recognize } from './recognize.ts';
import { SCHEMAS } from './schema.ts';

const header = (text: string) => text.split(',').map((source) => ({ source, name: source }));
const mapped = (text: string, dataset: string, cells: string[][] = []) =>
  mapColumns(header(text), cells, { dataset }).map(({ name, reason }) => `${name} ${reason}`);

test('a registry with the words of an office is one of organizations', () => {
  const columns =
    '序号,社会组织名称,统一社会信用代码,社会组织类型,登记管理机关行政区划,所属行业,细分领域,成立登记日期,状态,评估等级,评估日期,注册资金(万元)';
  expect(mapped(columns, 'organizations')).toEqual([
    '序号 unmatched',
    'name synonym',
    'credit_code synonym',
    'type synonym',
    'authority_code synonym',
    'field synonym',
    'subfield synonym',
    'registered_on synonym',
    'status synonym',
    'grade synonym',
    'grade_on synonym',
    'capital_10k synonym'
  ]);
  const [first] = propose(header(columns), []);
  expect(first).toMatchObject({ dataset: 'organizations', isComplete: true, matched: 11 });
  expect(mapColumns(header(columns), []).every(({ column }) => column === undefined)).toBe(true);
});

test('published figures are told by their words, in any width', () => {
  expect(mapped('时间,品类,指标,地区,周期,单位,数值', 'statistics')).toEqual([
    'as_of synonym',
    '品类 unmatched',
    'indicator synonym',
    'region_code synonym',
    '周期 unmatched',
    'unit synonym',
    'value synonym'
  ]);
  expect(propose(header('时间,指标,地区,单位,数值'), [])[0]).toMatchObject({
    dataset: 'statistics',
    isComplete: true
  });
  expect(mapped('　统一社会信用代码 *,基本情况/组织名称', 'organizations')).toEqual([
    'credit_code synonym',
    'name synonym'
  ]);
});

test('the files of the sample map to their own columns', () => {
  for (const [dataset, { columns }] of Object.entries(SCHEMAS)) {
    const names = columns.map(({ name }) => name);
    const mapping = mapColumns(header(names.join(',')), [], { dataset });
    expect(mapping.map(({ name, reason }) => [name, reason])).toEqual(names.map((name) => [name, 'name']));
    expect(propose(header(names.join(',')), [])[0]?.dataset, dataset).toBe(dataset);
  }
});

test('of two dates the likelier is taken, the other kept', () => {
  expect(mapped('成立日期,登记日期', 'organizations')).toEqual([
    '成立日期 unmatched',
    'registered_on synonym'
  ]);
});

test('cells tell what headers do not', () => {
  const codes = ['="51440100900000014U"', "'52440100900000022K", '524401159000000306'];
  expect(recognize(codes)).toBe('credit-code');
  expect(recognize(['440100', '440106', '110000'])).toBe('division-code');
  expect(recognize(['990100', '123456', '100200'])).toBeUndefined();
  expect(recognize(['2016年3月8日', '2019/07/01', '—', '2020-01-01'])).toBe('date');
  expect(recognize(['甲', '乙', '丙'])).toBeUndefined();
  expect(
    mapped('a,b,c', 'organizations', [
      codes,
      ['440100', '440100', '440106'],
      ['2016-03-08', '2019-07-01', '2020-01-01']
    ])
  ).toEqual(['credit_code content', 'authority_code content', 'registered_on content']);
  expect(mapped('a,b', 'organizations', [codes, codes])).toEqual(['a unmatched', 'b unmatched']);
});

test('what was chosen last time wins', () => {
  const last = { 甲: 'name', 名称: null };
  const columns = mapColumns(header('甲,名称'), [], { dataset: 'organizations', last });
  expect(columns.map(({ name, reason }) => `${name} ${reason}`)).toEqual(['name last', '名称 unmatched']);
});

test('data about persons is told by its header', () => {
  for (const word of [
    '法定代表人',
    '联系电话',
    '负责人姓名',
    '手机号码',
    '身份证号',
    'contact_phone',
    'Email'
  ]) {
    expect(isAboutPersons(word), word).toBe(true);
  }
  for (const word of ['负责人数', '名称', '住所', '从业人员', '登记证号']) {
    expect(isAboutPersons(word), word).toBe(false);
  }
});

test('a name that a mapped column takes is not given twice', () => {
  const columns = mapColumns(
    [
      { source: '社会组织名称', name: '社会组织名称' },
      { source: '别名', name: 'name' }
    ],
    [],
    { dataset: 'organizations' }
  );
  expect(columns.map(({ name }) => name)).toEqual(['name', 'name_2']);
});
