import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasDottedTen, parseDate, parseSerial, yearLast } from './date-form.ts';

test.each([
  ['2016年3月8日', '2016-03-08'],
  ['2016 年 3 月 8 日', '2016-03-08'],
  ['2016年03月08号', '2016-03-08'],
  ['2019/07/01', '2019-07-01'],
  ['2019/7/1', '2019-07-01'],
  ['2019.7.1', '2019-07-01'],
  ['2019-7-1', '2019-07-01'],
  ['２０１９－０７－０１', '2019-07-01'],
  ['20180515', '2018-05-15'],
  ['2019-07-01 00:00:00', '2019-07-01'],
  ['2019/7/1 13:45', '2019-07-01'],
  ['2019-07-01T00:00:00.000Z', '2019-07-01'],
  ['二〇一九年七月一日', '2019-07-01'],
  ['二〇二三年十二月三十一日', '2023-12-31'],
  ['2024-02-29', '2024-02-29']
])('%s is the day %s', (text, day) => {
  expect(parseDate(text)).toEqual({ startOn: day, endOn: day, grain: 'day' });
});

test.each([
  ['2023年12月', '2023-12-01', '2023-12-31', 'month'],
  ['2023年2月份', '2023-02-01', '2023-02-28', 'month'],
  ['2023.12', '2023-12-01', '2023-12-31', 'month'],
  ['2023.02', '2023-02-01', '2023-02-28', 'month'],
  ['2023.9', '2023-09-01', '2023-09-30', 'month'],
  ['2023-10', '2023-10-01', '2023-10-31', 'month'],
  ['202312', '2023-12-01', '2023-12-31', 'month'],
  ['２０１９年１０月', '2019-10-01', '2019-10-31', 'month'],
  ['2023年第四季度', '2023-10-01', '2023-12-31', 'quarter'],
  ['2023年1季度', '2023-01-01', '2023-03-31', 'quarter'],
  ['2023Q2', '2023-04-01', '2023-06-30', 'quarter'],
  ['2023年上半年', '2023-01-01', '2023-06-30', 'half'],
  ['2023-H2', '2023-07-01', '2023-12-31', 'half'],
  ['２０２３年', '2023-01-01', '2023-12-31', 'year'],
  ['2023', '2023-01-01', '2023-12-31', 'year'],
  ['二〇二三年', '2023-01-01', '2023-12-31', 'year']
])('%s spans %s to %s', (text, startOn, endOn, grain) => {
  expect(parseDate(text)).toEqual({ startOn, endOn, grain });
});

test('a day that is not in the calendar is told from what is no date', () => {
  for (const text of ['2021-02-29', '2023年13月', '2023/04/31', '20230231']) {
    expect(parseDate(text), text).toBe('no-such-day');
  }
  for (const text of ['', '12', '1700-01-01', '2300-01-01', '123456', '9999', '2023年下', '广州']) {
    expect(parseDate(text), text).toBeUndefined();
  }
});

test('only the column decides whether days or months come first', () => {
  expect(parseDate('03/04/2023')).toBe('order');
  expect(parseDate('04/04/2023')).toMatchObject({ startOn: '2023-04-04' });
  expect(parseDate('03/04/2023', { order: 'dmy' })).toMatchObject({ startOn: '2023-04-03' });
  expect(parseDate('03/04/2023', { order: 'mdy' })).toMatchObject({ startOn: '2023-03-04' });
  expect(parseDate('31/12/2023', { order: 'mdy' })).toBe('no-such-day');
  expect(yearLast('31/12/2023')).toEqual([31, 12]);
  expect(yearLast('2023/12/31')).toBeUndefined();
});

test('2023.1 is January only in a column that writes 2023.10', () => {
  expect(parseDate('2023.1')).toBe('lost-zero');
  expect(parseDate('2023.1', { keepsZeros: true })).toMatchObject({ startOn: '2023-01-01' });
  expect([hasDottedTen('2022.10'), hasDottedTen('2022.1')]).toEqual([true, false]);
});

test('serials count days from the end of 1899', () => {
  expect(parseSerial('45291')).toMatchObject({ startOn: '2023-12-31' });
  expect(parseSerial('42437.5')).toMatchObject({ startOn: '2016-03-08' });
  expect([parseSerial('471'), parseSerial('99999'), parseSerial('20231231')]).toEqual([
    undefined,
    undefined,
    undefined
  ]);
});

test('a day printed in any form reads back as it was', () => {
  const forms = [
    (y: string, m: string, d: string) => `${y}年${Number(m)}月${Number(d)}日`,
    (y: string, m: string, d: string) => `${y}/${m}/${d}`,
    (y: string, m: string, d: string) => `${y}.${Number(m)}.${Number(d)}`,
    (y: string, m: string, d: string) => `${y}${m}${d}`,
    (y: string, m: string, d: string) => `${y}-${m}-${d} 00:00:00`
  ];
  const days = fc.date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.nat({ max: forms.length - 1 }), (date, form) => {
      const day = date.toISOString().slice(0, 10);
      const [y = '', m = '', d = ''] = day.split('-');
      expect(parseDate(forms[form]!(y, m, d))).toEqual({ startOn: day, endOn: day, grain: 'day' });
      const serial = Math.floor(date.getTime() / 86_400_000) + 25_569;
      if (serial >= 10_000 && serial < 80_000) expect(parseSerial(String(serial))?.startOn).toBe(day);
    })
  );
});
