import type { StoredColumn } from './file.ts';
import { quotedIdentifier, rowsOf, type DuckDBConnection } from '../warehouse.ts';

/** What a table nobody knows is likely to be keyed and ordered by; null where nothing suits. */
export interface Proposal {
  key: readonly string[] | null;
  time: string | null;
}

const KEY_NAME = /代码|编号|编码|证号|统一|code|\bid\b|_id$|key/i;
const TIME_NAME = /时间|日期|截至|年份|年度|年月|季度|月份|year|date|time|period/i;
/** Numbers the rows of one file; the next file numbers others so. */
const ROW_NUMBER = /^(?:序号|行号|编次|no\.?|#)$/i;
const PAIRED_COLUMNS = 6;

/**
 * Proposes a time column (a date, else whole numbers under a header such as 年度) and a key: the column whose cells are
 * all filled and all different, codes first; else such a column together with the time column.
 */
export async function proposeKey(
  connection: DuckDBConnection,
  data: string,
  columns: readonly StoredColumn[]
): Promise<Proposal> {
  const dates = columns.filter(({ type }) => type === 'date');
  const years = columns.filter(({ type, name }) => type === 'integer' && TIME_NAME.test(name));
  const time = dates.find(({ name }) => TIME_NAME.test(name)) ?? dates[0] ?? years[0];
  const usable = columns
    .filter(
      ({ type, name }) =>
        !ROW_NUMBER.test(name.trim()) &&
        (type === 'text' ||
          type === 'date' ||
          (type === 'integer' && (KEY_NAME.test(name) || name === time?.name)))
    )
    .sort((one, other) => Number(KEY_NAME.test(other.name)) - Number(KEY_NAME.test(one.name)));
  const singles = usable.map(({ name }) => [name]);
  const pairs = time
    ? usable
        .filter(({ name }) => name !== time.name)
        .slice(0, PAIRED_COLUMNS)
        .map(({ name }) => [name, time.name])
    : [];
  for (const candidates of [singles, pairs]) {
    const key = await firstUnique(connection, data, candidates);
    if (key) return { key, time: time?.name ?? null };
  }
  return { key: null, time: time?.name ?? null };
}

async function firstUnique(
  connection: DuckDBConnection,
  data: string,
  candidates: readonly string[][]
): Promise<string[] | undefined> {
  for (const names of candidates) {
    const cells = names.map(quotedIdentifier);
    const filled = cells.map((cell) => `${cell} IS NOT NULL`).join(' AND ');
    // The approximate count rules most columns out at a glance; it is at most a few per cent off.
    const [about = []] = await rowsOf(
      connection,
      `SELECT count(*), approx_count_distinct((${cells.join(', ')})) FROM ${data}`
    );
    const [rows = 0, distinct = 0] = about.map(Number);
    if (rows === 0 || distinct < rows * 0.8) continue;
    // As many hashes as rows: no two are alike. Should two keys ever share one, there is no proposal, and no harm.
    const [exact = []] = await rowsOf(
      connection,
      `SELECT count(*) FILTER (WHERE ${filled}), count(DISTINCT hash(${cells.join(', ')})) FROM ${data}`
    );
    if (Number(exact[0]) === rows && Number(exact[1]) === rows) return names;
  }
  return undefined;
}
