import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../../../data/sample/random.ts';
import { addDays } from '../../field/period.ts';
import { INDICATORS } from '../../indicators/registry.ts';
import { coverageSql } from '../../query/coverage.ts';
import { indicatorSql } from '../../query/indicator-sql.ts';
import { planOf, type Plan, type TableInfo } from '../../query/plan.ts';
import type { Query } from '../../query/query.ts';
import { rollupFor } from '../../query/rollup.ts';
import { stepsFor } from '../../query/steps.ts';
import { COVERED, MEASURED } from '../../query/together.ts';
import type { SharedStatement } from '../../query/sql.ts';
import { tableInfo } from '../answers.ts';
import * as datasets from '../datasets.ts';
import { closeAndRemove, load, openEmpty } from './indicators.fixture.ts';
import { rollUp } from '../versions/file.ts';
import { quotedIdentifier, read, rowsOf, withConnection } from '../warehouse.ts';

/** The property: whatever a rollup answers, the whole table answers too, and the same. */

const random = createRandom(3);
let table: TableInfo;
let tables: Record<string, string>;

const day = (from: number, span: number) => addDays('2010-01-01', from + random.below(span));

/** Lives of all kinds: ended, on the day they began, before it, without a beginning; branches; unknown columns. */
function lives(): string {
  const lines = Array.from({ length: 3000 }, (_, n) => {
    const begins = random.below(4000);
    const registered = random.chance(0.02) ? '' : addDays('2010-01-01', begins);
    const ends = random.chance(0.05) ? day(begins - 200, 400) : day(begins, 3000);
    const ended = random.chance(0.4) ? (random.chance(0.1) ? registered : ends) : '';
    const authority = random.pick(['440000', '440100', '440100', '440106', '440300', '441900', '']);
    const seat = random.pick(['440106', '440105', '440300', authority, '']);
    const type = random.pick(['association', 'service', 'foundation', '分支机构', '']);
    const field = random.pick(['新材料', '新能源', '海洋科技', '']);
    const reason = ended && !random.chance(0.1) ? random.pick(['注销', '撤销', '吊销']) : '';
    const grade = random.pick(['1A', '3A', '4A', '5A', '']);
    const gradedOn = grade && !random.chance(0.05) ? day(begins - 300, 3000) : '';
    const isCharity = random.pick(['true', 'false', '']);
    const more = [reason, grade, gradedOn, String(random.chance(0.5)), isCharity];
    return [`c${n}`, 'x', type, authority, seat, field, registered, ended, ...more].join(',');
  });
  const header =
    'credit_code,name,type,authority_code,seat_code,field,registered_on,ended_on,end_reason,grade,grade_on,has_party_org,is_charity';
  return [header, ...lines].join('\n') + '\n';
}

beforeAll(async () => {
  await openEmpty();
  await load({
    organizations: lives(),
    statistics:
      'region_code,indicator,type,as_of,value,unit,precision,definition,source_title,source_url,published_on\n' +
      '440000,residents,,2015-12-31,100000,人,exact,residents-yearly,x,,2016-01-01\n'
  });
  table = await tableInfo('organizations');
  const { file } = datasets.readVersion('organizations');
  const { file: statistics } = datasets.readVersion('statistics');
  // Attaches both files; the rollups of so small a version are made beside it.
  const { organizations = '', statistics: published = '' } = await tablesOf({
    organizations: file,
    statistics
  });
  await withConnection(async (connection) => {
    await connection.run(`ATTACH ':memory:' AS beside; CREATE TABLE beside.data AS FROM ${organizations}`);
    await rollUp(connection, 'beside', table.columns);
    const names = await rowsOf(
      connection,
      `SELECT table_name FROM duckdb_tables() WHERE database_name = 'beside'`
    );
    tables = { organizations, statistics: published };
    for (const [name] of names) tables[`organizations.${name}`] = `beside.${quotedIdentifier(String(name))}`;
  });
});
afterAll(closeAndRemove);

async function tablesOf(files: Record<string, string>): Promise<Record<string, string>> {
  let found: Record<string, string> = {};
  await read(files, (tables) => {
    found = tables;
    return { sql: 'SELECT 1', params: [] };
  });
  return found;
}

const answerOf = async (
  build: (plans: Plan[], tables: Record<string, string>) => SharedStatement,
  plan: Plan,
  isRolled: boolean
) => {
  const { organizations = '', statistics = '' } = tables;
  const built = build([plan], isRolled ? tables : { organizations, statistics });
  const rows = await withConnection((connection) => rowsOf(connection, built.sql, built.params));
  return built.rowsOf(0, rows);
};

const PLACES: Partial<Query>[] = [
  {},
  { region: '440000' },
  { region: '440100' },
  { region: '440106', regionOf: 'seat' },
  { region: '440100', where: [{ column: 'type', op: '=', value: 'service' }] }
];
const TIMES: Partial<Query>[] = [
  { asOf: '2018-12-31' },
  { asOf: '2020-02-29' },
  { asOf: '2019-06-30', period: { grain: 'month', from: '2017-11' } },
  { asOf: '2021-12-31', period: { grain: 'year', from: '2012' } }
];
const GROUPS: Partial<Query>[] = [
  {},
  { by: 'type' },
  { by: 'field' },
  { by: 'region' },
  { by: 'level' },
  { by: 'seat_code' },
  { by: 'grade' },
  { by: 'age_band' }
];

test('a rollup answers stocks and flows as the whole table does, at any place, time and breakdown', async () => {
  const rolled = new Map<string, number>();
  for (const { id, needs } of INDICATORS) {
    if (!needs.organizations || needs.filings || needs.credit_lists) continue;
    for (const place of PLACES) {
      for (const time of TIMES) {
        for (const group of GROUPS) {
          const plan = planUnlessRefused({
            dataset: 'organizations',
            indicator: id,
            ...place,
            ...time,
            ...group
          });
          const isRolled = plan && (rollupFor(plan, tables) ?? stepsFor(plan, tables));
          if (!isRolled || !random.chance(plan.ownGroup ? 1 : 0.2)) continue;
          rolled.set(id, (rolled.get(id) ?? 0) + 1);
          const about = JSON.stringify(plan.query);
          for (const build of [indicatorSql, coverageSql]) {
            expect(await answerOf(build, plan, true), about).toEqual(await answerOf(build, plan, false));
          }
        }
      }
    }
  }
  expect([...rolled.keys()].sort()).toEqual([
    'age',
    'cagr',
    'charity_share',
    'concentration',
    'contribution',
    'density',
    'entries',
    'entry_rate',
    'exit_rate',
    'exits',
    'forced_exit_share',
    'grade_3a_up',
    'grade_3a_up_of_all',
    'grade_4a_up',
    'grade_4a_up_of_all',
    'graded_share',
    'grades_lapsing',
    'growth',
    'net',
    'party_coverage',
    'share_of_all',
    'stock',
    'structure',
    'turnover'
  ]);
  expect(Math.min(...rolled.values())).toBeGreaterThan(1);
});

test('plans answered by one statement get what each gets alone', async () => {
  for (const kind of [MEASURED, COVERED]) {
    const groups = new Map<string, Plan[]>();
    for (const { id, needs } of INDICATORS) {
      if (!needs.organizations || needs.filings || needs.credit_lists) continue;
      for (const place of PLACES.slice(1, 3)) {
        for (const time of TIMES) {
          for (const by of [undefined, 'type', 'level']) {
            const query = { dataset: 'organizations', indicator: id, ...place, ...time };
            const plan = planUnlessRefused(by ? { ...query, by } : query);
            const key = plan && kind.keyOf(plan, true);
            if (plan && key) groups.set(key, [...(groups.get(key) ?? []), plan]);
          }
        }
      }
    }
    const joint = [...groups.values()].filter((plans) => plans.length > 1);
    expect(joint.flat().length).toBeGreaterThan(60);
    const rowsFor = async (plans: Plan[]) => {
      const built = kind.build(plans, tables);
      const rows = await withConnection((connection) => rowsOf(connection, built.sql, built.params));
      return plans.map((_, k) => built.rowsOf(k, rows));
    };
    for (const plans of joint) {
      const rows = await rowsFor(plans);
      for (const [k, plan] of plans.entries()) {
        const [alone] = await rowsFor([plan]);
        expect(rows[k], JSON.stringify(plan.query)).toEqual(alone);
      }
    }
  }
});

test('days within a month, columns without a rollup and ages are asked of the whole table', () => {
  const asked = (query: Partial<Query>) =>
    rollupFor(planOf({ dataset: 'organizations', asOf: '2020-12-31', ...query }, table), tables);
  expect(asked({ indicator: 'stock' })).toBe(tables['organizations.rollup_seat']);
  expect(asked({ indicator: 'stock', by: 'field' })).toBe(tables['organizations.rollup_field']);
  expect(asked({ indicator: 'stock', asOf: '2020-12-30' })).toBeUndefined();
  expect(
    asked({
      indicator: 'entries',
      period: { grain: 'month', from: '2019-01', to: '2021-03' },
      asOf: '2020-12-05'
    })
  ).toBeUndefined();
  expect(asked({ indicator: 'stock', by: 'credit_code' })).toBeUndefined();
  expect(asked({ indicator: 'stock', by: 'type', regionOf: 'seat', region: '440106' })).toBeUndefined();
  expect(asked({ indicator: 'survival' })).toBeUndefined();
  expect(asked({ indicator: 'age' })).toBeUndefined();
});

function planUnlessRefused(query: Query): Plan | undefined {
  try {
    return planOf(query, table);
  } catch {
    return undefined;
  }
}
