import { expect, test } from 'vitest';
import { areLongCodes, isCodeHeader, isRuinedCode } from './code-form.ts';

test('headers of codes and numbers are told from those of counts and other 号', () => {
  const codes =
    '许可证号 证书编号 编码 登记证号 机构代码 代码（旧） 编号2 基本情况/许可证 手机 org_id ID orgId zipcode';
  const others =
    '编号数量 编码数量 代码行数 信号 称号 序号 号召力 许可证数量 数量 金额 编号(个) paid grid 年末数';
  expect(codes.split(' ').filter((header) => !isCodeHeader(header))).toEqual([]);
  expect(others.split(' ').filter(isCodeHeader)).toEqual([]);
});

test('a code in scientific notation has a point or a plus; 3E12 may be a code of its own', () => {
  expect(['4.4E+14', '5E+17', '1.23e15', '４.４Ｅ＋１４'].every(isRuinedCode)).toBe(true);
  expect(['3E12', '4.4', 'E+14', '1.2E-3', '440100'].some(isRuinedCode)).toBe(false);
});

test('long digits of one length are codes', () => {
  expect(areLongCodes(['440123456789012', '440123456789013'])).toBe(true);
  expect(areLongCodes(['51440100MJ0001037U'])).toBe(true);
  expect(areLongCodes(['440123456789012', '44012345678901'])).toBe(false);
  expect(areLongCodes(['12345'])).toBe(false);
  expect(areLongCodes([])).toBe(false);
});
