import { childrenOf } from '../../src/lib/field/division.ts';
import { INDICATORS } from '../../src/lib/indicators/registry.ts';
import { planOf, type Plan } from '../../src/lib/query/plan.ts';
import type { Query } from '../../src/lib/query/query.ts';
import { rollupFor } from '../../src/lib/query/rollup.ts';
import { joinedFor, stepsFor } from '../../src/lib/query/steps.ts';
import type { Tables } from '../../src/lib/query/sql.ts';
import { MEASURED } from '../../src/lib/query/together.ts';
import { tableInfo } from '../../src/lib/server/answers.ts';
import * as charts from '../../src/lib/server/charts.ts';
import * as store from '../../src/lib/server/store.ts';
import { start } from '../e2e/serve.ts';
import { stepped } from './explore.ts';
import { inPairs, median, percentile, type Bench, type Figure } from './figure.ts';
import { many } from './many.ts';
import { ofText, ownTables, rawTables, timeOf } from './raw.ts';
import { redrawn } from './redraw.ts';

const MILLION = 1_000_000;
const PAIRS = 3;
const PLACES = ['440000', '440300'];
const AS_OF = '2021-10-31';

/** One million and five: the product's queries beside the same SQL on text, and the first answers of pages. */
export const release: Bench = {
  name: 'release',
  isRelease: true,
  measure: async () => {
    const one = await measured(MILLION, true);
    const server = await start({ DATA_DIR: (await many(MILLION)).dataDir });
    const of = '1 million organizations';
    const pages = [...(await redrawn(server, of, 250)), ...(await stepped(server, of, 150))];
    await server.stop();
    const five = await measured(5 * MILLION, false);
    const grown = (isRolled: boolean) =>
      median(
        [...one]
          .filter(([, query]) => query.isRolled === isRolled)
          .map(([key, { ownMs }]) => (five.get(key)?.ownMs ?? NaN) / ownMs)
      );
    const rolled = [...one.values()].filter(({ isRolled }) => isRolled);
    const others = [...one.values()].filter(({ isRolled }) => !isRolled);
    return [
      ...besideRaw('overview, stocks and flows ÷ the same SQL on text, 1 million', rolled, 0.1, 0.5),
      ...besideRaw('other indicators ÷ the same SQL on text, 1 million, p95', others, 0.6, 0.95),
      { what: '5 ÷ 1 million, stocks and flows', measured: grown(true), unit: '×', most: 1.3 },
      { what: '5 ÷ 1 million, other indicators', measured: grown(false), unit: '×', most: 4.5 },
      ...pages
    ];
  }
};

interface Timed {
  isRolled: boolean;
  ownMs: number;
  /** Own processor time over that on text, NaN when that was not asked. */
  ratio: number;
}

function besideRaw(what: string, timed: Timed[], most: number, share: number): Figure[] {
  const ratios = timed.map(({ ratio }) => ratio);
  const own = Math.round(
    percentile(
      timed.map(({ ownMs }) => ownMs),
      share
    )
  );
  const from = `${timed.length} queries; ${own} ms, ratios from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  return [{ what, measured: percentile(ratios, share), unit: '×', most, from }];
}

/** Every query of the overview and every indicator by year, at places large and small. */
async function measured(count: number, isBesideRaw: boolean): Promise<Map<string, Timed>> {
  const found = await many(count);
  await store.open({ dataDir: found.dataDir, withSample: false });
  try {
    const own = await ownTables();
    const raw = isBesideRaw ? await rawTables(found) : undefined;
    const timed = new Map<string, Timed>();
    for (const plan of await plans()) {
      const ours = MEASURED.build([plan], own);
      await timeOf(ours);
      const isRolled = (rollupFor(plan, own) ?? stepsFor(plan, own) ?? joinedFor(plan, own)) !== undefined;
      timed.set(JSON.stringify(plan.query), { isRolled, ...(await timesOf(plan, own, raw)) });
    }
    return timed;
  } finally {
    await store.close();
  }
}

async function timesOf(plan: Plan, own: Tables, raw?: Tables): Promise<{ ownMs: number; ratio: number }> {
  const ours = () => timeOf(MEASURED.build([plan], own));
  if (!raw) return { ownMs: median([await ours(), await ours(), await ours()]), ratio: NaN };
  const { ones, ratio } = await inPairs(PAIRS, ours, () => timeOf(MEASURED.build([ofText(plan)], raw)));
  return { ownMs: median(ones), ratio };
}

async function plans(): Promise<Plan[]> {
  const table = await tableInfo('organizations');
  const shown = charts.list().filter(({ position }) => position <= charts.OVERVIEW_POSITIONS);
  const queries = PLACES.flatMap((region): Query[] => [
    ...shown
      .filter(({ spec }) => spec.query.by !== 'region' || childrenOf(region).length > 0)
      .map(({ spec }) => ({ ...spec.query, region, asOf: AS_OF })),
    ...INDICATORS.map(({ id }) => ({ dataset: 'organizations', indicator: id, region, asOf: AS_OF }))
  ]);
  const unique = new Map(queries.map((query) => [JSON.stringify(query), query]));
  return [...unique.values()].map((query) => planOf(query, table));
}
