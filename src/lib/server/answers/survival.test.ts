import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../field/period.ts';
import { ask } from '../answers.ts';
import { closeAndRemove, load, openEmpty, rowsOf } from './indicators.fixture.ts';

/**
 * Remissions under 6-mercaptopurine in weeks, + still in remission: Freireich et al., Blood 21 (1963) 699–716. The
 * product-limit estimates and standard errors are the worked table of Klein & Moeschberger, Survival Analysis
 * (2nd ed. 2003), Table 4.1A. The intervals are the log–log ones of those standard errors, as Stata's sts list
 * prints them.
 */
const REMISSIONS = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ');
/** The same under placebo: all relapsed, so that the estimate is the share that had not yet. */
const PLACEBO = '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23'.split(' ');
const TABLE = [
  // weeks, S, standard error, low, high
  [6, 0.8571, 0.0764, 0.6197, 0.9516],
  [7, 0.8067, 0.0869, 0.5631, 0.9228],
  [10, 0.7529, 0.0963, 0.5032, 0.8894],
  [13, 0.6902, 0.1068, 0.4316, 0.8491],
  [16, 0.6275, 0.1141, 0.3675, 0.8049],
  [22, 0.5378, 0.1282, 0.2678, 0.7468],
  [23, 0.4482, 0.1346, 0.1881, 0.6801]
] as const;
const AS_OF = '2023-12-31';

/** A week of the table stands for so many years of 365.25 days: all ends fall on the day before the whole year. */
function registry(yearsPerWeek: number, remissions = REMISSIONS): string {
  const rows = remissions.map((text, index) => {
    const days = Math.floor(Number.parseInt(text, 10) * yearsPerWeek * 365.25);
    const registeredOn = text.endsWith('+') ? addDays(AS_OF, -days) : '1970-01-01';
    return `R${index},示例${index},service,440100,${registeredOn},${text.endsWith('+') ? '' : addDays(registeredOn, days)}`;
  });
  return ['credit_code,name,type,authority_code,registered_on,ended_on', ...rows].join('\n');
}

const CURVE = { indicator: 'survival', by: 'years', asOf: AS_OF };

beforeAll(openEmpty);
afterAll(closeAndRemove);

it.each([
  [1, [6, 7, 10, 13, 16]],
  [0.5, [6, 10, 16, 22]]
])('agrees with the published table, a week being %s years', async (yearsPerWeek, weeks) => {
  await load({ organizations: registry(yearsPerWeek) });
  const rows = await rowsOf(CURVE);
  for (const week of weeks) {
    const row = rows.find(([years]) => years === week * yearsPerWeek);
    const known = TABLE.find(([at]) => at === week);
    expect(row?.[1]).toBeCloseTo(known?.[1] ?? NaN, 4);
    expect(row?.[5]).toBeCloseTo(known?.[3] ?? NaN, 4);
    expect(row?.[6]).toBeCloseTo(known?.[4] ?? NaN, 4);
  }
});

it('reads the last end between whole years, and five years without a breakdown', async () => {
  const [, s, , low, high] = TABLE[6];
  const rows = await rowsOf(CURVE);
  const near = (value: number) => expect.closeTo(value, 4);
  expect(rows.find(([years]) => years === 12)).toEqual([12, near(s), 5, 21, 5, near(low), near(high)]);
  const { columns, rows: five } = await ask({ dataset: 'organizations', indicator: 'survival', asOf: AS_OF });
  expect(columns.map(({ name }) => name)).toEqual('value numerator denominator atRisk low high'.split(' '));
  const [, at10, , low10, high10] = TABLE[2];
  expect(five).toEqual([[near(at10), 13, 21, 13, near(low10), near(high10)]]);
});

it('begins at one and ends with the longest seen; at risk are those seen that long', async () => {
  await load({ organizations: registry(1) });
  const rows = await rowsOf(CURVE);
  expect(rows.map(([years]) => years)).toEqual(Array.from({ length: 21 }, (_, years) => years));
  expect(rows[0]).toEqual([0, 1, 21, 21, 21, 1, 1]);
  expect(rows[5]).toEqual([5, 1, 21, 21, 21, null, null]);
  // The table's numbers at risk just before the ends at 7, 10, 13 and 16 weeks.
  expect([6, 9, 12, 15].map((years) => rows[years]?.[4])).toEqual([17, 15, 12, 11]);
  const half = await rowsOf({ ...CURVE, asOf: '1973-01-01' });
  expect(half.at(-1)?.[0]).toBe(3);
});

it('is the share that is left when none is censored, and zero once none is', async () => {
  await load({ organizations: registry(1, PLACEBO) });
  const rows = await rowsOf(CURVE);
  expect(rows.map(([, value]) => value)).toEqual(
    rows.map(([years]) =>
      expect.closeTo(PLACEBO.filter((weeks) => Number(weeks) > Number(years)).length / 21, 12)
    )
  );
  await load({ organizations: registry(0.2, PLACEBO) });
  expect(await rowsOf({ indicator: 'survival', asOf: AS_OF })).toEqual([[0, 0, 21, 0, null, null]]);
});
