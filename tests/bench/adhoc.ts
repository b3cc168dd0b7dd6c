import { planOf, type Plan } from '../../src/lib/query/plan.ts';
import type { Query } from '../../src/lib/query/query.ts';
import { measureSql } from '../../src/lib/query/sql.ts';
import { tableInfo } from '../../src/lib/server/answers.ts';
import * as store from '../../src/lib/server/store.ts';
import { inPairs, median, percentile, type Bench } from './figure.ts';
import { many } from './many.ts';
import { ofText, ownTables, rawTables, timeOf } from './raw.ts';

const PAIRS = 3;
const ASKED: Partial<Query>[] = [
  { measure: { aggregate: 'count' } },
  { measure: { aggregate: 'sum', column: 'capital_10k' }, by: 'field' },
  { measure: { aggregate: 'mean', column: 'staff' }, by: 'type' },
  { measure: { aggregate: 'median', column: 'staff' }, region: '440300' },
  { measure: { aggregate: 'max', column: 'capital_10k' }, by: 'seat_code', region: '440100' },
  { measure: { aggregate: 'distinct', column: 'seat_code' }, by: 'type' },
  { measure: { aggregate: 'count' }, by: 'grade', where: [{ column: 'field', op: '=', value: '人工智能' }] },
  {
    measure: { aggregate: 'count' },
    by: 'field',
    where: [{ column: 'capital_10k', op: 'between', value: [10, 100] }]
  },
  {
    measure: { aggregate: 'count' },
    period: { grain: 'year', from: '2012' },
    where: [{ column: 'type', op: 'in', value: ['association', 'foundation'] }]
  },
  {
    measure: { aggregate: 'sum', column: 'staff' },
    by: 'type',
    where: [{ column: 'name', op: 'contains', value: '人工智能' }]
  },
  { measure: { aggregate: 'count' }, by: 'seat_code' },
  { measure: { aggregate: 'sum', column: 'staff' }, where: [{ column: 'is_charity', op: '=', value: true }] },
  { measure: { aggregate: 'mean', column: 'capital_10k' }, by: 'field', region: '440100' },
  { measure: { aggregate: 'median', column: 'capital_10k' }, by: 'type' },
  { measure: { aggregate: 'count' }, by: 'field', where: [{ column: 'grade', op: 'missing' }] },
  {
    measure: { aggregate: 'count' },
    by: 'type',
    where: [{ column: 'registered_on', op: 'between', value: ['2010-01-01', '2019-12-31'] }]
  },
  { measure: { aggregate: 'sum', column: 'capital_10k' }, period: { grain: 'year', from: '2016' } },
  {
    measure: { aggregate: 'max', column: 'staff' },
    by: 'field',
    where: [{ column: 'staff', op: '>', value: 20 }]
  },
  { measure: { aggregate: 'distinct', column: 'field' }, region: '440600' },
  {
    measure: { aggregate: 'count' },
    region: '440300',
    where: [{ column: 'grade', op: 'in', value: ['3A', '4A', '5A'] }]
  },
  { measure: { aggregate: 'count', column: 'capital_10k' }, by: 'grade' },
  { measure: { aggregate: 'min', column: 'staff' }, by: 'seat_code', region: '440300' }
];

/** Questions nobody prepared for, on one million organizations, beside the same SQL on text. */
export const adhoc: Bench = {
  name: 'adhoc',
  isRelease: true,
  measure: async () => {
    const found = await many(1_000_000);
    await store.open({ dataDir: found.dataDir, withSample: false });
    try {
      const [own, raw, table] = [await ownTables(), await rawTables(found), await tableInfo('organizations')];
      const timed: { ratio: number; ownMs: number }[] = [];
      for (const asked of ASKED) {
        const plan = planOf({ dataset: 'organizations', asOf: '2021-10-31', ...asked } as Query, table);
        timed.push(await beside(plan, own, raw));
      }
      const ratios = timed.map(({ ratio }) => ratio);
      const from = `${timed.length} queries; ${Math.round(median(timed.map(({ ownMs }) => ownMs)))} ms of processor each, ratios from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
      return [
        {
          what: 'ad-hoc queries ÷ the same SQL on text, 1 million, p95',
          measured: percentile(ratios, 0.95),
          unit: '×',
          most: 0.6,
          from
        },
        { what: 'the same, median', measured: median(ratios), unit: '×', most: 0.6 }
      ];
    } finally {
      await store.close();
    }
  }
};

async function beside(plan: Plan, own: Record<string, string>, raw: Record<string, string>) {
  const ours = () => timeOf(measureSql(plan, own));
  const theirs = () => timeOf(measureSql(ofText(plan), raw));
  await ours();
  await theirs();
  const { ones, ratio } = await inPairs(PAIRS, ours, theirs);
  return { ratio, ownMs: median(ones) };
}
