import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, yearsBefore } from '../../field/period.ts';
import type { Query } from '../../query/query.ts';
import { GRAINS } from '../../query/vocabulary.ts';
import {
  compareValues,
  levelOf,
  liesIn,
  placeBelow,
  stretchesOf,
  type Stretch,
  type Value
} from './evaluate.fixture.ts';
import { closeAndRemove, load, openEmpty, rowsOf } from './indicators.fixture.ts';
import { draws, NAIVE, randomRegistry, type Body } from './naive.fixture.ts';

/** The property: an indicator of any place, filter, breakdown and period is what a loop over the organizations counts. */

interface Placed extends Body {
  authority: string;
  seat: string | null;
  field: string | null;
}

const PLACES = ['440000', '440100', '440106', '440105', '440300', '441900'];
const FIELDS = ['新材料', '新能源', '海洋科技'];

function placed(bodies: Body[], seed: number): Placed[] {
  const draw = draws(seed);
  const pick = (from: readonly string[]) => from[draw(from.length)] ?? '';
  return bodies.map((body) => ({
    ...body,
    authority: pick(PLACES),
    seat: draw(6) === 0 ? null : pick(PLACES),
    field: draw(5) === 0 ? null : pick(FIELDS)
  }));
}

type Counted = (bodies: Placed[], stretch: Stretch) => (number | null)[];
const isAlive = ({ registeredOn, endedOn }: Body, on: string) =>
  registeredOn <= on && (endedOn === null || endedOn > on);
const stock = (bodies: Body[], on: string) => bodies.filter((body) => isAlive(body, on)).length;
const events = (bodies: Body[], of: 'registeredOn' | 'endedOn', { from, to }: Stretch) =>
  bodies.filter((body) => body[of] !== null && body[of] >= from && body[of] <= to);
const rate = (numerator: number, denominator: number) => [
  denominator >= 10 ? numerator / denominator : null,
  numerator,
  denominator
];
const mean = (bodies: Body[], { from, to }: Stretch) =>
  (stock(bodies, addDays(from, -1)) + stock(bodies, to)) / 2;

/** Value, numerator and denominator over a stretch of days. */
const COUNTED: Record<string, Counted> = {
  stock: (bodies, { to }) => [stock(bodies, to), stock(bodies, to), null],
  growth: (bodies, { to }) => {
    const before = stock(bodies, yearsBefore(to, 1));
    return [before >= 10 ? stock(bodies, to) / before - 1 : null, stock(bodies, to), before];
  },
  entries: (bodies, stretch) => count(events(bodies, 'registeredOn', stretch).length),
  exits: (bodies, stretch) => count(events(bodies, 'endedOn', stretch).length),
  net: (bodies, stretch) =>
    count(events(bodies, 'registeredOn', stretch).length - events(bodies, 'endedOn', stretch).length),
  entry_rate: (bodies, stretch) =>
    rate(events(bodies, 'registeredOn', stretch).length, mean(bodies, stretch)),
  exit_rate: (bodies, stretch) => rate(events(bodies, 'endedOn', stretch).length, mean(bodies, stretch)),
  forced_exit_share: (bodies, stretch) => {
    const ended = events(bodies, 'endedOn', stretch);
    return rate(ended.filter(({ endReason }) => endReason !== '注销').length, ended.length);
  },
  ...Object.fromEntries(
    [
      'graded_share',
      'grade_3a_up',
      'grades_lapsing',
      'party_coverage',
      'capacity',
      'abnormal_rate',
      'survival',
      'filing_rate',
      'missed_filings'
    ].map((id): [string, Counted] => [id, (bodies, { to }) => NAIVE[id]?.(bodies, to) ?? []])
  )
};

function count(number: number): (number | null)[] {
  return [number, number, null];
}

/** Every group stands at every point; in a table of survival only those of whom one has been registered by then. */
function expected(all: Placed[], query: Query, asOf: string): Value[][] | null {
  const placeOf = (body: Placed) => (query.regionOf === 'seat' ? body.seat : body.authority);
  const bodies = all.filter(
    (body) =>
      (query.region === undefined || liesIn(placeOf(body), query.region)) &&
      (query.where ?? []).every(({ column, op, value }) => {
        const cell = column === 'type' ? body.type : body.field;
        return op === '=' ? cell === value : op === '!=' ? cell !== value : cell === null;
      })
  );
  const groupOf = (body: Placed): Value =>
    ({
      type: body.type,
      field: body.field,
      region: placeBelow(placeOf(body), query.region),
      level: levelOf(placeOf(body))
    })[query.by ?? ''] ?? null;
  const year: Stretch = { label: null, from: addDays(yearsBefore(asOf, 1), 1), to: asOf };
  const stretches = query.period ? stretchesOf(query.period, '0001-01-01', asOf) : [year];
  const groups = query.by === undefined ? [null] : [...new Set(bodies.map(groupOf))].sort(compareValues);
  return (
    stretches?.flatMap((stretch) =>
      groups.map((group) => [
        ...(query.period ? [stretch.label] : []),
        ...(query.by === undefined ? [] : [group]),
        ...(COUNTED[query.indicator ?? '']?.(
          query.by === undefined ? bodies : bodies.filter((body) => groupOf(body) === group),
          stretch
        ) ?? [])
      ])
    ) ?? null
  );
}

function csvsOf(bodies: Placed[]): Record<string, string> {
  const lines = (header: string, rows: unknown[][]) =>
    [header, ...rows.map((row) => row.map((cell) => cell ?? '').join(','))].join('\n');
  return {
    organizations: lines(
      'credit_code,name,type,authority_code,seat_code,field,registered_on,ended_on,end_reason,grade,grade_on,staff,has_party_org',
      bodies.map((b) => [
        b.code,
        '示例',
        b.type,
        b.authority,
        b.seat,
        b.field,
        b.registeredOn,
        b.endedOn,
        b.endReason,
        b.grade,
        b.gradeOn,
        b.staff,
        b.hasParty
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

const day = fc.integer({ min: 0, max: 3200 }).map((days) => addDays('2015-01-15', days));
const from = fc.constantFrom('2014', '2017-H2', '2018-Q1', '2019-11', '2020-02-20');
const filter = fc.oneof(
  fc.constantFrom('association', 'service').map((value) => ({ column: 'type', op: '=' as const, value })),
  fc.constantFrom(...FIELDS).map((value) => ({ column: 'field', op: '!=' as const, value })),
  fc.constant({ column: 'field', op: 'missing' as const })
);
const query = fc
  .record(
    {
      indicator: fc.constantFrom(...Object.keys(COUNTED)),
      asOf: day,
      region: fc.constantFrom('440000', '440100', '440106', '440300'),
      regionOf: fc.constantFrom('seat' as const, 'authority' as const),
      by: fc.constantFrom('type', 'field', 'region', 'level'),
      where: fc.array(filter, { maxLength: 2 }),
      period: fc.record({ grain: fc.constantFrom(...GRAINS.filter((grain) => grain !== 'day')), from })
    },
    { requiredKeys: ['indicator', 'asOf'] }
  )
  .map((one) => one as Query & { asOf: string });

beforeAll(openEmpty);
afterAll(closeAndRemove);

test.each([
  [1, 15],
  [2, 70],
  [3, 250]
])(
  '150 random indicators of random registry %i of %i organizations',
  async (seed, size) => {
    const bodies = placed(randomRegistry(seed, size), seed + 100);
    await load(csvsOf(bodies));
    for (const one of fc.sample(query, { numRuns: 150, seed })) {
      const isTold = (row: Value[]) =>
        one.indicator !== 'survival' || one.by === undefined || row.at(-1) !== 0;
      const wanted = expected(bodies, one, one.asOf)?.filter(isTold) ?? null;
      const about = JSON.stringify(one);
      if (wanted === null) {
        await expect(rowsOf(one), about).rejects.toMatchObject({ code: 'bad-period' });
        continue;
      }
      const parts = (one.period ? 1 : 0) + (one.by === undefined ? 0 : 1) + 3;
      const near = wanted.map(
        (row) => row.map((cell) => (typeof cell === 'number' ? expect.closeTo(cell, 9) : cell)) as unknown[]
      );
      expect(
        (await rowsOf(one)).map((row) => row.slice(0, parts)),
        about
      ).toEqual(near);
    }
  },
  60_000
);
