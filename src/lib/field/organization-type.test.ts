import { expect, it } from 'vitest';
import { parseOrganizationType, typeOfCreditCode } from './organization-type.ts';

it.each([
  ['社会团体', 'association'],
  [' 行业协会 ', 'association'],
  ['民办非企业单位', 'service'],
  ['社会服务机构', 'service'],
  ['社会服务机构(民办非企业单位)', 'service'],
  ['民非', 'service'],
  ['基金会', 'foundation'],
  ['Foundations', 'foundation'],
  ['service', 'service'],
  ['其它', 'other'],
  ['分支机构', undefined],
  ['', undefined]
])('reads %s as %s', (word, type) => expect(parseOrganizationType(word)).toBe(type));

it('reads the type from a credit code', () => {
  expect(typeOfCreditCode('51440000500000015C')).toBe('association');
  expect(typeOfCreditCode('524401005000000239')).toBe('service');
  expect(typeOfCreditCode('5.14E+17')).toBeUndefined();
});
