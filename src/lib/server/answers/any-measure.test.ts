import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { write } from '../../csv/write.ts';
import { isRefusal } from '../../error.ts';
import type { Filter, Query } from '../../query/query.ts';
import { AGGREGATES, GRAINS } from '../../query/vocabulary.ts';
import { ask, tableInfo } from '../answers.ts';
import { evaluateMeasure, lastDay, type Known, type Value } from './evaluate.fixture.ts';
import { closeAndRemove, load, openEmpty } from './indicators.fixture.ts';

/** The property: whatever may be asked of whatever table, DuckDB answers what a loop over its rows gives. */

const KNOWN_ON = '2025-01-10';
const QUERIES_A_TABLE = 40;
/** Columns named as our SQL names its own things, as SQL names its, and as people do. */
const NAMES = [
  ...['grp', 'label', 'value', 'one', 'end_on', 'fact', 'point', 'target', 'happened_on', 'period', 'n'],
  ...[
    'select',
    'a"b',
    "it's",
    'a b',
    '金额(万元)',
    'x;--',
    '$1',
    '?',
    'Größe',
    '😀',
    'data',
    'rowid',
    'region'
  ],
  ...['其中：/社会团体', 'a.b', 'ordinal', 'c0', 'odd', '%s', 'group']
];
const TEXTS = ['甲', '乙', '丙', 'a', 'A', 'ä', "o'k", '百%', '😀', '﹏', 'a_b', '"q"', 'x,y', 'a\\b', 'ａ'];
const REGIONS = ['440000', '440100', '440106', '440105', '440300', '441900', '100000'];
const day = fc
  .integer({ min: 0, max: 1500 })
  .map((days) => new Date(Date.UTC(2019, 10, 20) + days * 864e5).toISOString().slice(0, 10));

const CELLS = {
  text: fc.constantFrom(...TEXTS),
  number: fc.oneof(fc.integer({ min: -30, max: 30 }), fc.constantFrom(1e12, -7e9, 123456789)),
  // Of one to three places: a column stores all its cells with the places of the longest.
  decimal: fc
    .tuple(fc.integer({ min: -999, max: 99999 }), fc.constantFrom(10, 1000))
    .map(([number, parts]) => number / parts),
  date: day,
  boolean: fc.boolean()
} satisfies Record<string, fc.Arbitrary<Value>>;

const column = fc.record({
  name: fc.constantFrom(...NAMES),
  kind: fc.constantFrom('text', 'number', 'decimal', 'date', 'boolean', 'region' as const)
});

const table: fc.Arbitrary<Known> = fc
  .tuple(
    fc.uniqueArray(column, { minLength: 2, maxLength: 7, selector: ({ name }) => name.toLowerCase() }),
    fc.integer({ min: 1, max: 45 })
  )
  .chain(([columns, size]) => {
    const cells = columns.map(({ kind }): fc.Arbitrary<Value> =>
      kind === 'region' ? fc.constantFrom(...REGIONS) : CELLS[kind]
    );
    // A column of nothing but 否 is no yes-or-no column, and one of nothing has no type.
    const first = fc.tuple(
      ...cells.map((cell, k) => (columns[k]?.kind === 'boolean' ? (fc.constant(true) as typeof cell) : cell))
    );
    const others = fc.array(fc.tuple(...cells.map((cell) => fc.option(cell, { freq: 4 }))), {
      minLength: size - 1,
      maxLength: size - 1
    });
    return fc.tuple(first, others).map(([row, rows]) => ({
      columns: columns.map(({ name, kind }) => ({
        name: kind === 'region' ? 'region_code' : name,
        type: kind === 'decimal' ? ('number' as const) : kind === 'region' ? ('text' as const) : kind
      })),
      // A line of nothing but commas is no record.
      rows: [row, ...rows].filter((cells) => cells.some((cell) => cell !== null))
    }));
  })
  .filter(({ columns }) => new Set(columns.map(({ name }) => name)).size === columns.length);

function filterOf({ columns, rows }: Known): fc.Arbitrary<Filter> {
  return fc.nat({ max: columns.length - 1 }).chain((k) => {
    const { name = '', type = 'text' } = columns[k] ?? {};
    const present = [
      ...new Set(rows.flatMap((row) => (row[k] === null || row[k] === undefined ? [] : [row[k]])))
    ];
    const other =
      type === 'number'
        ? fc.constantFrom(0.5, -1e300, 1e20, 7)
        : type === 'date'
          ? day
          : type === 'boolean'
            ? fc.boolean()
            : CELLS.text;
    const value = fc.oneof(fc.constantFrom(...present), other, fc.constantFrom(...present).map(String));
    const of = (op: Filter['op'], given: fc.Arbitrary<Filter['value']>) =>
      given.map((one) => ({ column: name, op, value: one }));
    return fc.oneof(
      ...(['=', '!=', '<', '<=', '>', '>='] as const).map((op) => of(op, value)),
      of('in', fc.array(value, { maxLength: 4 })),
      of('between', fc.tuple(value, value)),
      of(
        'contains',
        fc.oneof(
          fc.constantFrom('', 'a', '0', '1', '-', 'tr', '.5', '.0', '00', '00', '00', '%', '_'),
          fc.constantFrom(...present).map((one) => String(one).slice(0, 2))
        )
      ),
      fc.constantFrom('missing' as const, 'present' as const).map((op) => ({ column: name, op }))
    );
  });
}

const label = fc.constantFrom(
  '2019',
  '2020',
  '2020-H1',
  '2021-H2',
  '2020-Q3',
  '2022-Q4',
  '2020-02',
  '2021-12',
  '2020-02-29',
  '2023-03-05',
  '2026'
);

function queryOf(of: Known): fc.Arbitrary<Query> {
  const names = of.columns.map(({ name }) => name);
  const numbers = of.columns.filter(({ type }) => type === 'number').map(({ name }) => name);
  const hasRegion = names.includes('region_code');
  const measure = fc.oneof(
    fc.constant({ aggregate: 'count' as const }),
    fc
      .record({ aggregate: fc.constantFrom(...AGGREGATES), column: fc.constantFrom(...names) })
      .filter(
        ({ aggregate, column: name }) =>
          !['sum', 'mean', 'median'].includes(aggregate) || numbers.includes(name)
      )
  );
  const optional = {
    by: fc.constantFrom(...names, ...(hasRegion ? ['level', 'region'] : [])),
    where: fc.array(filterOf(of), { maxLength: 3 }),
    asOf: day,
    ...(hasRegion
      ? { region: fc.constantFrom(...REGIONS), except: fc.constantFrom('440100', '440106', '440300') }
      : {}),
    ...(of.columns.some(({ type }) => type === 'date')
      ? {
          period: fc.record(
            { grain: fc.constantFrom(...GRAINS), from: label, to: label },
            { requiredKeys: ['grain'] }
          )
        }
      : {})
  };
  return fc
    .record(
      { dataset: fc.constant('any_table'), measure, ...optional },
      { requiredKeys: ['dataset', 'measure'] }
    )
    .map((query) => query as Query);
}

beforeAll(openEmpty);
afterAll(closeAndRemove);

const isClose = (a: unknown, b: unknown) =>
  a === b ||
  (typeof a === 'number' &&
    typeof b === 'number' &&
    Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));

let asked = 0;

test('2,000 random measures of random tables are what a loop over the rows gives', async () => {
  const cases = table.chain((of) =>
    fc.tuple(
      fc.constant(of),
      fc.array(queryOf(of), { minLength: QUERIES_A_TABLE, maxLength: QUERIES_A_TABLE })
    )
  );
  await fc.assert(
    fc.asyncProperty(cases, async ([of, queries]) => {
      await load({ any_table: [...(await csvOf(of))].join('') });
      const info = await tableInfo('any_table');
      expect(info.columns.map(({ name, type }) => ({ name, type }))).toEqual(
        of.columns.map(({ name, type }) => ({
          name,
          type: name === 'region_code' ? info.columns.find((one) => one.name === name)?.type : type
        }))
      );
      const days = of.columns.flatMap(({ type }, k) =>
        type === 'date' ? of.rows.flatMap((row) => (row[k] === null ? [] : [String(row[k])])) : []
      );
      const [firstOn = '1970-01-01'] = [...days].sort();
      const known = { firstOn, lastOn: days.length > 0 ? lastDay(days, KNOWN_ON) : '1970-01-01' };
      for (const query of queries) {
        asked++;
        const expected = evaluateMeasure(of, query, known);
        const answer = await ask(query).then(
          ({ rows }) => rows,
          (cause: unknown) => {
            if (isRefusal(cause) && cause.code === 'bad-period') return null;
            throw new Error(`${JSON.stringify(query)} failed`, { cause });
          }
        );
        const isEqual =
          answer?.length === expected?.length &&
          (answer ?? []).every(
            (row, r) =>
              row.length === expected?.[r]?.length && row.every((cell, c) => isClose(cell, expected[r]?.[c]))
          );
        if (!isEqual) expect(answer, JSON.stringify(query)).toEqual(expected);
      }
    }),
    { numRuns: 50, seed: 20231231, endOnFailure: true }
  );
  expect(asked).toBe(2000);
}, 60_000);

async function csvOf({ columns, rows }: Known): Promise<string[]> {
  const pieces: string[] = [];
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'boolean' ? (cell ? '是' : '否') : cell))
  );
  for await (const piece of write(
    columns.map(({ name }) => name),
    [cells]
  ))
    pieces.push(piece);
  return pieces;
}
