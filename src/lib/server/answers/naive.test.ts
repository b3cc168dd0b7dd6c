import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeAndRemove, load, openEmpty, rowsOf } from './indicators.fixture.ts';
import { NAIVE, randomRegistry, type Body } from './naive.fixture.ts';

const DAYS = [
  '2016-02-29',
  '2019-12-31',
  '2020-08-30',
  '2020-08-31',
  '2022-06-30',
  '2023-06-29',
  '2023-12-31'
];

function csvsOf(bodies: Body[]): Record<string, string> {
  const lines = (header: string, rows: unknown[][]) =>
    [header, ...rows.map((row) => row.map((cell) => cell ?? '').join(','))].join('\n');
  return {
    organizations: lines(
      'credit_code,name,type,authority_code,registered_on,ended_on,end_reason,grade,grade_on,staff,has_party_org',
      bodies.map((b) => [
        ...[b.code, '示例', b.type, '440100', b.registeredOn, b.endedOn, b.endReason],
        ...[b.grade, b.gradeOn, b.staff, b.hasParty]
      ])
    ),
    filings: lines(
      'credit_code,year,due,filed_on,result',
      bodies.flatMap((b) => b.filings.map((f) => [b.code, f.year, f.isDue, f.filedOn, null]))
    ),
    credit_lists: lines(
      'credit_code,list,from_on,to_on,reason',
      bodies.flatMap((b) => b.listed.map(({ from, to }) => [b.code, '活动异常名录', from, to, null]))
    )
  };
}

beforeAll(openEmpty);
afterAll(closeAndRemove);

describe.each([
  [1, 12],
  [2, 60],
  [3, 400]
])('random registry %i of %i', (seed, size) => {
  const bodies = randomRegistry(seed, size);
  beforeAll(() => load(csvsOf(bodies)));

  it.each(Object.keys(NAIVE))('%s is what a loop counts, in all and by type', async (indicator) => {
    const naive = NAIVE[indicator];
    for (const asOf of DAYS) {
      const near = (of: Body[]) =>
        naive?.(of, asOf).map((part) => (part === null ? null : expect.closeTo(part, 9)));
      const [row] = await rowsOf({ indicator, asOf });
      expect(row?.slice(0, 3), asOf).toEqual(near(bodies));
      for (const [type, ...parts] of await rowsOf({ indicator, asOf, by: 'type' })) {
        expect(parts.slice(0, 3), `${asOf} ${String(type)}`).toEqual(
          near(bodies.filter((b) => b.type === type))
        );
      }
    }
  });
});
