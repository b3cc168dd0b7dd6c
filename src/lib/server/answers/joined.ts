import { JOINED, type JoinedTable } from '../../indicators/joined.ts';
import { ROLLUP_ROWS } from '../../query/rollup.ts';
import { NO_BRANCH } from '../../query/sql.ts';
import * as datasets from '../datasets.ts';
import * as warehouse from '../warehouse.ts';

/** Tables made of the newest versions and of those before: queries under way finish on the ones they began with. */
const KEPT = 2;

interface Made {
  key: string;
  /** Undefined while it is made, and where it cannot be. */
  table: string | undefined;
}

let serial = 0;
let generation: object | undefined;
const made = new Map<string, Made[]>();
let making: Promise<unknown> = Promise.resolve();

/**
 * The joined tables (as `joined.name`) that are there for these version files by dataset. Those that could be there of
 * the newest versions of a large registry are made behind the query that would have had use for them, in memory only:
 * they can always be made again.
 */
export function joinedTables(files: Record<string, string>): Record<string, string> {
  if (generation !== warehouse.generation()) made.clear();
  generation = warehouse.generation();
  const found: Record<string, string> = {};
  for (const [name, joined] of Object.entries(JOINED)) {
    const used = ['organizations', ...Object.keys(joined.needs)];
    if (!used.every((id) => files[id] !== undefined)) continue;
    const key = used.map((id) => files[id]).join();
    const known = (made.get(name) ?? []).find((one) => one.key === key);
    if (known?.table) found[`joined.${name}`] = known.table;
    else if (!known && isWorthIt(joined, files)) make(name, joined, key, files);
  }
  return found;
}

/** Settles once nothing is being made. */
export async function settled(): Promise<void> {
  await making;
}

function isWorthIt({ needs }: JoinedTable, files: Record<string, string>): boolean {
  if (datasets.supposedFile() !== null) return false;
  const isThere = (id: string, columns: readonly string[]) => {
    const version = datasets.newest(id);
    const names = new Set(version?.columns.map((column) => column.name));
    return version?.file === files[id] && columns.every((name) => names.has(name));
  };
  const rows = datasets.newest('organizations')?.rows ?? 0;
  const life = ['credit_code', 'authority_code', 'type', 'registered_on', 'ended_on'];
  return (
    rows >= ROLLUP_ROWS && Object.entries({ organizations: life, ...needs }).every((need) => isThere(...need))
  );
}

function make(name: string, joined: JoinedTable, key: string, files: Record<string, string>): void {
  const one: Made = { key, table: undefined };
  const all = [one, ...(made.get(name) ?? [])];
  made.set(name, all.slice(0, KEPT));
  const table = `${name}_${++serial}`;
  making = making
    .then(async () => {
      for (const old of all.slice(KEPT)) if (old.table) await warehouse.dropTable(old.table);
      if (joined.isOfUniqueCodes && !(await hasUniqueCodes(files))) return;
      await warehouse.makeTable(files, table, (tables) => joined.sql(tables, NO_BRANCH));
      one.table = table;
    })
    .catch((cause: unknown) => console.error(`making ${name}:`, cause));
}

async function hasUniqueCodes(files: Record<string, string>): Promise<boolean> {
  const { rows } = await warehouse.read({ organizations: files.organizations ?? '' }, (tables) => ({
    sql: `SELECT count(credit_code) = count(DISTINCT credit_code) FROM ${tables.organizations}`,
    params: []
  }));
  return rows[0]?.[0] === true;
}
