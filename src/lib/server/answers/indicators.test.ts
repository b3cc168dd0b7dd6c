import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../answers.ts';
import { closeAndRemove, load, openEmpty, rowsOf } from './indicators.fixture.ts';

/**
 * Eighteen organizations, written out so that every value below can be counted by hand. On 2023-12-31 fifteen live:
 * all but L, M (ends that very day) and N. B's grade lapses that day, K's begins; F has just become eligible; C was
 * graded on a leap day; H states no staff, I neither field nor capital.
 */
const ORGANIZATIONS = `credit_code,name,type,authority_code,field,registered_on,ended_on,end_reason,grade,grade_on,capital_10k,staff,has_party_org,is_charity
A,甲,association,440100,人工智能,2010-01-01,,,5A,2019-01-01,10,2,true,false
B,乙,association,440100,人工智能,2012-06-01,,,3A,2018-12-31,20,4,true,false
C,丙,service,440100,人工智能,2015-03-01,,,4A,2020-02-29,30,6,false,true
D,丁,service,440100,人工智能,2019-01-01,,,2A,2022-05-05,40,8,false,
E,戊,service,440100,生物医药,2020-07-01,,,,,50,10,true,false
F,己,service,440100,生物医药,2021-12-31,,,,,60,12,false,false
G,庚,association,440100,生物医药,2022-01-01,,,,,70,14,false,false
H,辛,foundation,440100,生物医药,2023-01-01,,,,,800,,false,true
I,壬,service,440100,,2023-06-30,,,,,,3,false,false
J,癸,service,440100,新能源,2013-01-01,,,1A,2021-01-01,90,18,true,false
K,子,service,440100,新能源,2014-05-05,,,3A,2023-12-31,100,20,true,false
L,丑,service,440100,新能源,2016-01-01,2023-03-01,注销,,,1,1,false,false
M,寅,service,440100,新能源,2017-01-01,2023-12-31,撤销,4A,2022-01-01,1,1,false,false
N,卯,service,440100,新能源,2018-01-01,2022-07-01,吊销,,,1,1,false,false
O,辰,service,440100,智能制造,2011-01-01,,,,,5,1,false,false
P,巳,service,440100,智能制造,2011-01-01,,,,,5,1,false,false
Q,午,service,440100,智能制造,2011-01-01,,,,,5,1,false,false
R,未,service,440100,智能制造,2011-01-01,,,,,5,1,false,false
`;

/** B files late; C misses 2021 and 2022 (2019 stands apart), D only 2022, R three years; L is due but gone. */
const FILINGS = `credit_code,year,due,filed_on,result
A,2022,true,2023-05-01,
B,2022,true,2023-07-15,
C,2019,true,,
C,2021,true,,
C,2022,true,,
D,2020,true,,
D,2021,true,2022-05-01,
D,2022,true,,
${['E', 'F', 'J', 'K', 'O', 'P', 'Q'].map((code) => `${code},2022,true,2023-06-30,\n`).join('')}G,2022,false,,
L,2022,true,,
R,2020,true,,
R,2021,true,,
R,2022,true,,
`;

/** A and M are taken off on 2023-12-31, B comes on; C's two times overlap; D's is another list; L is gone. */
const LISTS = `credit_code,list,from_on,to_on,reason
A,活动异常名录,2020-01-01,2023-12-31,未报
B,活动异常名录,2023-12-31,,未报
C,活动异常名录,2022-01-01,2023-06-01,未报
C,活动异常名录,2023-05-01,,未报
D,严重违法失信名单,2023-01-01,,未报
L,活动异常名录,2022-01-01,,未报
M,活动异常名录,2023-01-01,2023-12-31,未报
`;

const AT = { asOf: '2023-12-31' };
const YEAR_2023 = { ...AT, period: { grain: 'year' as const, from: '2023' } };
const is = (code: string) => [{ column: 'credit_code', op: '=' as const, value: code }];

beforeAll(async () => {
  await openEmpty();
  await load({ organizations: ORGANIZATIONS });
});
afterAll(closeAndRemove);

describe('a missing table', () => {
  it.each([
    ['filing_rate', 'filings'],
    ['abnormal_rate', 'credit_lists'],
    ['density', 'statistics']
  ])('%s is refused, naming %s', async (indicator, table) => {
    const asked = (async () => rowsOf({ indicator, ...AT }))();
    await expect(asked).rejects.toMatchObject({ status: 409, code: 'missing-table' });
    await expect(asked).rejects.toThrow(table);
  });

  it('is refused for a column as well', async () => {
    await load({ credit_lists: 'credit_code,list,from_on\nA,活动异常名录,2020-01-01\n' });
    const asked = rowsOf({ indicator: 'abnormal_rate', ...AT });
    await expect(asked).rejects.toMatchObject({ status: 409, code: 'missing-column' });
  });
});

describe('快不快', () => {
  it('entry_rate and exit_rate divide by the mean stock of 15 and 15', async () => {
    expect(await rowsOf({ indicator: 'entry_rate', ...YEAR_2023 })).toEqual([['2023', 2 / 15, 2, 15]]);
    expect(await rowsOf({ indicator: 'exit_rate', ...AT })).toEqual([[2 / 15, 2, 15]]);
    const second = { ...AT, period: { grain: 'half' as const, from: '2023-H2' } };
    expect(await rowsOf({ indicator: 'exit_rate', ...second })).toEqual([['2023-H2', 1 / 15.5, 1, 15.5]]);
  });

  it('cagr is of five years, or of the ends of a period', async () => {
    const [row] = await rowsOf({ indicator: 'cagr', ...AT });
    expect(row).toEqual([expect.closeTo((15 / 12) ** (1 / 5) - 1, 12), 15, 12, '2018-12-31', '2023-12-31']);
    const period = { grain: 'year' as const, from: '2019', to: '2021' };
    const [other] = await rowsOf({ indicator: 'cagr', ...AT, period });
    expect(other).toEqual([expect.closeTo((15 / 13) ** (1 / 2) - 1, 12), 15, 13, '2019-12-31', '2021-12-31']);
  });

  it('contribution says nothing when the whole hardly changed', async () => {
    const rows = await rowsOf({ indicator: 'contribution', ...AT });
    expect(rows.map(([field, ...rest]) => [field, ...rest]).sort()).toEqual(
      [
        ['人工智能', null, 0, 0],
        ['新能源', null, -2, 0],
        ['智能制造', null, 0, 0],
        ['生物医药', null, 1, 0],
        [null, null, 1, 0]
      ].sort()
    );
  });
});

describe('多不多', () => {
  it('concentration is of the known fields, or of any groups, in one row', async () => {
    const result = await ask({ dataset: 'organizations', indicator: 'concentration', ...AT });
    expect(result.columns.map(({ name }) => name)).toEqual(['value', 'numerator', 'denominator', 'top3']);
    expect(result.rows).toEqual([[52 / 196, 52, 196, 12 / 14]]);
    expect(result.coverage).toBeCloseTo(14 / 15);
    expect(await rowsOf({ indicator: 'concentration', by: 'type', ...AT })).toEqual([
      [131 / 225, 131, 225, 1]
    ]);
    const few = [{ column: 'type', op: '=' as const, value: 'association' }];
    expect(await rowsOf({ indicator: 'concentration', where: few, ...AT })).toEqual([[null, 5, 9, null]]);
  });
});

describe('稳不稳', () => {
  beforeAll(() => load({ filings: FILINGS, credit_lists: LISTS }));

  it('turnover and forced_exit_share', async () => {
    expect(await rowsOf({ indicator: 'turnover', ...YEAR_2023 })).toEqual([['2023', 4 / 15, 4, 15]]);
    expect(await rowsOf({ indicator: 'forced_exit_share', ...AT })).toEqual([[null, 1, 2]]);
  });

  it('age is the median, by band the counts by calendar years', async () => {
    expect(await rowsOf({ indicator: 'age', ...AT })).toEqual([[3527 / 365.25, 15, 15]]);
    expect(await rowsOf({ indicator: 'age', by: 'age_band', ...AT })).toEqual([
      ['<1', 2, 2, 15],
      ['1–3', 2, 2, 15],
      ['3–5', 2, 2, 15],
      ['5–10', 2, 2, 15],
      ['≥10', 7, 7, 15]
    ]);
  });

  it('survival is not given of fewer than ten, nor for longer than any was seen', async () => {
    const associations = [{ column: 'type', op: '=' as const, value: 'association' }];
    const [few] = await rowsOf({ indicator: 'survival', where: associations, ...AT });
    expect(few).toEqual([null, 2, 3, 2, null, null]);
    const [early] = await rowsOf({ indicator: 'survival', asOf: '2014-06-01' });
    expect(early).toEqual([null, 0, 8, 0, null, null]);
  });

  it('filing_rate is of the latest year whose season is over; who files late counts from then on', async () => {
    expect(await rowsOf({ indicator: 'filing_rate', ...AT })).toEqual([[9 / 13, 9, 13, 2022]]);
    expect(await rowsOf({ indicator: 'filing_rate', asOf: '2023-07-14' })).toEqual([[8 / 13, 8, 13, 2022]]);
    expect(await rowsOf({ indicator: 'filing_rate', asOf: '2023-06-29' })).toEqual([[null, 1, 3, 2021]]);
    const yearOn = async (asOf: string) => (await rowsOf({ indicator: 'filing_rate', asOf }))[0]?.[3];
    expect(await yearOn('2023-06-30')).toBe(2022);
    expect(await yearOn('2020-08-30')).toBe(2018);
    expect(await yearOn('2020-08-31')).toBe(2019);
  });

  it('missed_filings counts the living by the years missed in a row', async () => {
    const result = await ask({ dataset: 'organizations', indicator: 'missed_filings', ...AT });
    expect(result.rows).toEqual([[3, 3, null, 2022]]);
    expect(result.versions).toEqual({ organizations: 1, filings: 1 });
    const by = 'missed_years';
    expect(await rowsOf({ indicator: 'missed_filings', by, ...AT })).toEqual([
      ['1', 1, 1, 3, 2022],
      ['2', 1, 1, 3, 2022],
      ['3+', 1, 1, 3, 2022]
    ]);
    expect(await rowsOf({ indicator: 'missed_filings', by, asOf: '2023-06-29' })).toEqual([
      ['1', 1, 1, 2, 2021],
      ['2', 1, 1, 2, 2021],
      ['3+', 0, 0, 2, 2021]
    ]);
  });

  it('says of how many filings it is known whether they were due', async () => {
    await load({ filings: `${FILINGS}H,2022,,,\n` });
    const result = await ask({ dataset: 'organizations', indicator: 'filing_rate', ...AT });
    expect(result.coverage).toBeCloseTo(14 / 15);
  });

  it('abnormal_rate takes lists as times, once for each body', async () => {
    expect(await rowsOf({ indicator: 'abnormal_rate', ...AT })).toEqual([[2 / 15, 2, 15]]);
    expect(await rowsOf({ indicator: 'abnormal_rate', asOf: '2023-12-30' })).toEqual([[3 / 16, 3, 16]]);
    expect(await rowsOf({ indicator: 'abnormal_rate', asOf: '2023-05-15' })).toEqual([[3 / 15, 3, 15]]);
  });
});

describe('好不好', () => {
  it('graded_share is of the eligible, to the day', async () => {
    expect(await rowsOf({ indicator: 'graded_share', ...AT })).toEqual([[5 / 12, 5, 12]]);
    expect(await rowsOf({ indicator: 'graded_share', asOf: '2023-12-30' })).toEqual([[6 / 12, 6, 12]]);
    const rows = await rowsOf({ indicator: 'graded_share', by: 'grade', ...AT });
    expect(rows).toEqual(['1A', '2A', '3A', '4A', '5A'].map((grade) => [grade, 1 / 12, 1, 12]));
  });

  it('a grade of 29 February lapses on 28 February', async () => {
    const on = async (asOf: string) =>
      (await rowsOf({ indicator: 'graded_share', asOf, where: is('C') }))[0]?.[1];
    expect(await on('2020-02-28')).toBe(0);
    expect(await on('2020-02-29')).toBe(1);
    expect(await on('2025-02-27')).toBe(1);
    expect(await on('2025-02-28')).toBe(0);
  });

  it('grades are given over the graded and over all', async () => {
    expect(await rowsOf({ indicator: 'grade_3a_up', ...AT })).toEqual([[null, 3, 5]]);
    expect(await rowsOf({ indicator: 'grade_3a_up_of_all', ...AT })).toEqual([[3 / 15, 3, 15]]);
    expect(await rowsOf({ indicator: 'grade_4a_up', ...AT })).toEqual([[null, 2, 5]]);
    expect(await rowsOf({ indicator: 'grade_4a_up_of_all', ...AT })).toEqual([[2 / 15, 2, 15]]);
  });

  it('grades_lapsing within twelve months, to the day', async () => {
    const rows = await rowsOf({ indicator: 'grades_lapsing', by: 'grade', ...AT });
    expect(rows.map(([grade, value]) => [grade, value])).toEqual([
      ['1A', 0],
      ['2A', 0],
      ['3A', 0],
      ['4A', 0],
      ['5A', 1]
    ]);
    expect(await rowsOf({ indicator: 'grades_lapsing', asOf: '2024-02-27' })).toEqual([[0, 0, null]]);
    expect(await rowsOf({ indicator: 'grades_lapsing', asOf: '2024-02-28' })).toEqual([[1, 1, null]]);
  });

  it('party_coverage and charity_share', async () => {
    expect(await rowsOf({ indicator: 'party_coverage', ...AT })).toEqual([[5 / 15, 5, 15]]);
    expect(await rowsOf({ indicator: 'charity_share', ...AT })).toEqual([[2 / 15, 2, 15]]);
  });

  it('capacity is the median of those that state it', async () => {
    const result = await ask({ dataset: 'organizations', indicator: 'capacity', ...AT });
    expect(result.rows).toEqual([[5, 14, 15]]);
    expect(result.coverage).toBeCloseTo(14 / 15);
    expect(await rowsOf({ indicator: 'capacity_capital', ...AT })).toEqual([[35, 14, 15]]);
    const few = [{ column: 'type', op: '=' as const, value: 'association' }];
    expect(await rowsOf({ indicator: 'capacity', where: few, ...AT })).toEqual([[null, 3, 3]]);
  });
});
