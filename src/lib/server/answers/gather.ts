import type { Plan } from '../../query/plan.ts';
import type { Cell } from '../../query/result.ts';
import type { SharedStatement } from '../../query/sql.ts';
import type { Together } from '../../query/together.ts';
import * as datasets from '../datasets.ts';
import { joinedTables } from './joined.ts';
import { whenAllAbort } from './shared-job.ts';
import * as warehouse from '../warehouse.ts';
import { wholeTables } from '../datasets/whole-tables.ts';

interface Waiting {
  plan: Plan;
  files: Record<string, string>;
  signal: AbortSignal | undefined;
  settle: (rows: Promise<Cell[][]>) => void;
}

/** Of one answer, whoever asks; a chart is made from far less (`charts/reach.ts`). */
export const MOST_ROWS = 500_000;

const waiting = new Map<string, Waiting[]>();

/**
 * The rows of a plan on the version files given by dataset. Plans that are asked in the same turn of the event loop
 * and have what it takes are answered by one statement, which is interrupted when none of them is waited for.
 */
export function gather(
  kind: Together,
  plan: Plan,
  files: Record<string, string>,
  isRolled: boolean,
  signal?: AbortSignal
): Promise<Cell[][]> {
  const shared = kind.keyOf(plan, isRolled);
  if (shared === null) return answer(kind, [plan], files, signal).then((rowsOf) => rowsOf(0));
  const key = JSON.stringify([kind.name, files[plan.table.dataset], shared, datasets.supposedFile()]);
  return new Promise((settle) => {
    const others = waiting.get(key);
    if (others && others.length < kind.most) others.push({ plan, files, signal, settle });
    else {
      waiting.set(key, [{ plan, files, signal, settle }]);
      const group = waiting.get(key) ?? [];
      setImmediate(() => {
        if (waiting.get(key) === group) waiting.delete(key);
        const plans = group.map((one) => one.plan);
        const allFiles = Object.assign({}, ...group.map((one) => one.files)) as Record<string, string>;
        const gone = whenAllAbort(group.map((one) => one.signal));
        const answered = answer(kind, plans, allFiles, gone);
        group.forEach((one, k) => one.settle(answered.then((rowsOf) => rowsOf(k))));
      });
    }
  });
}

/** Gives the rows of each of the plans. */
async function answer(
  kind: Together,
  plans: Plan[],
  files: Record<string, string>,
  signal: AbortSignal | undefined
): Promise<(k: number) => Cell[][]> {
  let built: SharedStatement | undefined;
  const build: warehouse.Build = (tables) =>
    (built = kind.build(plans, { ...wholeTables(tables), ...joinedTables(files) }));
  const { rows } = await warehouse.read(files, build, { signal, mostRows: MOST_ROWS });
  return (k) => built?.rowsOf(k, rows) ?? [];
}
