import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../../../data/sample/random.ts';
import { addDays } from '../../field/period.ts';
import { JOINED } from '../../indicators/joined.ts';
import { coverageSql } from '../../query/coverage.ts';
import { indicatorSql } from '../../query/indicator-sql.ts';
import { planOf, type Plan, type TableInfo } from '../../query/plan.ts';
import type { Query } from '../../query/query.ts';
import { NO_BRANCH, type SharedStatement } from '../../query/sql.ts';
import { joinedFor } from '../../query/steps.ts';
import { tableInfo } from '../answers.ts';
import * as datasets from '../datasets.ts';
import { closeAndRemove, load, openEmpty } from './indicators.fixture.ts';
import { makeTable, read, rowsOf, withConnection } from '../warehouse.ts';

/** The property: whatever a joined table answers, the join answers too, and the same. */

const random = createRandom(11);
const COUNT = 1500;
let table: TableInfo;
let plain: Record<string, string> = {};
const joined: Record<string, string> = {};

const csv = (header: string, lines: string[]) => [header, ...lines].join('\n') + '\n';
const day = (from: number, span: number) => addDays('2010-01-01', from + random.below(span));

function registry(): string {
  const lines = Array.from({ length: COUNT }, (_, n) => {
    const begins = random.below(4000);
    const registered = random.chance(0.02) ? '' : addDays('2010-01-01', begins);
    const ended = random.chance(0.4) ? day(random.chance(0.05) ? begins - 200 : begins, 3000) : '';
    const authority = random.pick(['440000', '440100', '440100', '440106', '440300', '441900', '']);
    return [
      `c${n}`,
      'x',
      random.pick(['association', 'service', '分支机构']),
      authority,
      registered,
      ended
    ].join();
  });
  return csv('credit_code,name,type,authority_code,registered_on,ended_on', lines);
}

/** Filed in time, late, never, on the last day of a month or of the season; not due, unknown whether; of unknown bodies. */
function filings(): string {
  const lines = Array.from({ length: COUNT + 50 }, (_, n) =>
    Array.from({ length: 12 }, (_, k) => 2009 + k).flatMap((year) => {
      if (random.chance(0.3)) return [];
      const late = random.pick([100, 179, 180, 181, 211, 242, 243, 400, 900]);
      const filed = random.chance(0.4) ? '' : addDays(`${year + 1}-01-01`, late + random.below(3) - 1);
      return [[`c${n}`, year, random.pick(['true', 'true', 'true', 'false', '']), filed].join()];
    })
  ).flat();
  return csv('credit_code,year,due,filed_on', lines);
}

/** Stays that overlap, touch, never end, end as they begin; other lists. */
function listings(): string {
  const lines = Array.from({ length: COUNT }, () => {
    const begins = random.below(4000);
    const from = addDays('2011-01-01', begins);
    const to = random.chance(0.3) ? '' : addDays('2011-01-01', begins + random.pick([0, 1, 30, 400, 900]));
    return [
      `c${random.below(COUNT / 3)}`,
      random.pick(['活动异常名录', '活动异常名录', '严重违法失信名单']),
      from,
      to
    ].join();
  });
  return csv('credit_code,list,from_on,to_on', lines);
}

beforeAll(async () => {
  await openEmpty();
  await load({ organizations: registry(), filings: filings(), credit_lists: listings() });
  table = await tableInfo('organizations');
  const files = Object.fromEntries(
    ['organizations', 'filings', 'credit_lists'].map((id) => [id, datasets.readVersion(id).file])
  );
  await read(files, (tables) => {
    plain = tables;
    return { sql: 'SELECT 1', params: [] };
  });
  for (const [name, one] of Object.entries(JOINED)) {
    await makeTable(files, name, (tables) => one.sql(tables, NO_BRANCH));
    joined[`joined.${name}`] = `"${name}"`;
  }
});
afterAll(closeAndRemove);

const PLACES: Partial<Query>[] = [{}, { region: '440000' }, { region: '440100' }, { except: '440100' }];
const TIMES: Partial<Query>[] = [
  { asOf: '2018-06-30' },
  { asOf: '2020-08-31' },
  { asOf: '2020-06-30' },
  { asOf: '2019-06-30', period: { grain: 'month', from: '2018-06' } },
  { asOf: '2021-12-31', period: { grain: 'year', from: '2009' } }
];
const GROUPS: Partial<Query>[] = [{}, { by: 'region' }, { by: 'level' }, { by: 'missed_years' }];

test('a joined table answers as the join does, at any place, month end and breakdown', async () => {
  const asked = new Map<string, number>();
  for (const indicator of ['filing_rate', 'missed_filings', 'abnormal_rate']) {
    for (const parts of combinations()) {
      const plan = planUnlessRefused({ dataset: 'organizations', indicator, ...parts });
      if (!plan) continue;
      expect(joinedFor(plan, { ...plain, ...joined }), JSON.stringify(plan.query)).toBeDefined();
      asked.set(indicator, (asked.get(indicator) ?? 0) + 1);
      for (const build of [indicatorSql, coverageSql]) {
        const [quick, slow] = [build([plan], { ...plain, ...joined }), build([plan], plain)];
        const rows = await rowsFor(quick);
        expect(rows, JSON.stringify(plan.query)).toEqual(await rowsFor(slow));
        expect(rows.length).toBeGreaterThan(0);
      }
    }
  }
  expect(Math.min(...asked.values())).toBeGreaterThanOrEqual(60);
});

test('days within a month, filters and other breakdowns are asked of the join', () => {
  const isAsked = (query: Partial<Query>) =>
    joinedFor(planOf({ dataset: 'organizations', indicator: 'filing_rate', ...query }, table), joined);
  expect(isAsked({ asOf: '2020-12-31' })).toBeDefined();
  expect(isAsked({ asOf: '2020-12-30' })).toBeUndefined();
  expect(isAsked({ asOf: '2020-12-31', by: 'type' })).toBeUndefined();
  const where = [{ column: 'type', op: '=' as const, value: 'service' }];
  expect(isAsked({ asOf: '2020-12-31', where })).toBeUndefined();
});

function combinations(): Partial<Query>[] {
  return PLACES.flatMap((place) =>
    TIMES.flatMap((time) => GROUPS.map((group) => ({ ...place, ...time, ...group })))
  );
}

async function rowsFor(built: SharedStatement) {
  const rows = await withConnection((connection) => rowsOf(connection, built.sql, built.params));
  return built.rowsOf(0, rows);
}

function planUnlessRefused(query: Query): Plan | undefined {
  try {
    return planOf(query, table);
  } catch {
    return undefined;
  }
}
