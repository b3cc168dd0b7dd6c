import { Refusal } from '../../error.ts';
import { planOf } from '../../query/plan.ts';
import type { Query } from '../../query/query.ts';
import { tableInfo } from '../answers.ts';
import * as datasets from '../datasets.ts';
import { columns } from '../datasets/rows.ts';

/** Breakdowns that are known to be few. */
const FEW = [
  'region',
  'level',
  'type',
  'field',
  'grade',
  'seat_code',
  'authority_code',
  'status',
  'end_reason'
];
/** What a chart may be made from: groups in a period, and values in all. */
const MOST_GROUPS = 20_000;
const MOST_VALUES = 200_000;

/** Refuses (400 `too-many-groups`) a chart of more groups or values than anybody could look at, before it is asked. */
export async function requireReach(query: Query): Promise<void> {
  const { dataset, version, by } = query;
  if (by === undefined || FEW.includes(by)) return;
  const column = datasets.readVersion(dataset, version).columns.find(({ name }) => name === by);
  // Groups that only an indicator knows are few.
  if (!column) return;
  const found = column.values ? undefined : await columns(dataset, version);
  const distinct = column.values?.length ?? found?.find(({ name }) => name === by)?.distinct ?? 0;
  if (distinct <= 100) return;
  const periods = query.period ? planOf(query, await tableInfo(dataset, version)).points.length : 1;
  const values = distinct * periods;
  if (distinct <= MOST_GROUPS && values <= MOST_VALUES) return;
  const [count, all] = [distinct, values].map((number) => number.toLocaleString('en'));
  throw new Refusal(
    400,
    'too-many-groups',
    {
      zh: `“${column.title.zh}”有 ${count} 种值${periods > 1 ? `，乘上 ${periods} 个时期是 ${all} 个数` : ''}，画不成图。请换一列分组，加筛选，或用更粗的时期。`,
      en: `“${column.title.en}” has ${count} values${periods > 1 ? `, over ${periods} periods ${all} numbers` : ''}: too many for a chart. Group by another column, filter, or choose coarser periods.`
    },
    { column: by, groups: distinct, periods }
  );
}
