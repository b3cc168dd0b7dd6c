import { Refusal } from '../error.ts';
import { readVersion } from './datasets.ts';
import { quotedIdentifier, read } from './warehouse.ts';

const MOST_VALUES = 50;

/** The values of a column with their counts, most frequent first, at most 50; `part` is found anywhere in them. */
export async function values(
  id: string,
  column: string,
  part = ''
): Promise<{ value: string | null; count: number }[]> {
  const { file, columns } = readVersion(id);
  const known = columns.find(({ name }) => name === column);
  if (!known) {
    throw new Refusal(400, 'unknown-column', {
      zh: `数据集 ${id} 没有列“${column}”。可用：${columns.map(({ name }) => name).join(', ')}。`,
      en: `${id} has no column “${column}”. It has: ${columns.map(({ name }) => name).join(', ')}.`
    });
  }
  const text = `CAST(${quotedIdentifier(column)} AS VARCHAR)`;
  const { rows } = await read({ data: file }, ({ data }) => ({
    sql: `SELECT ${text} AS value, count(*) FROM ${data} WHERE $1 = '' OR contains(lower(${text}), lower($1))
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_VALUES}`,
    params: [part]
  }));
  return rows.map(([value, count]) => ({
    value: value === null ? null : String(value),
    count: Number(count)
  }));
}
