import { labelOf } from '../../charts/labels.ts';
import type { Lang } from '../../field/text.ts';
import { Refusal } from '../../error.ts';
import { readVersion } from '../datasets.ts';
import { quotedIdentifier, read } from '../warehouse.ts';

const MOST_VALUES = 50;
const MOST_LABELLED = 500;

export interface CountedValue {
  value: string | null;
  /** As a reader knows it: 社会团体 for association. */
  title: string;
  count: number;
}

/**
 * The values of a column with their counts, most frequent first, at most 50; `part` is found anywhere in them or in their
 * titles.
 */
export async function values(
  id: string,
  column: string,
  part = '',
  lang: Lang = 'zh'
): Promise<CountedValue[]> {
  const found = await counted(id, column, part, MOST_VALUES, lang);
  if (part === '' || found.length > 0) return found;
  const all = await counted(id, column, '', MOST_LABELLED, lang);
  return all.filter(({ title }) => title.toLowerCase().includes(part.toLowerCase())).slice(0, MOST_VALUES);
}

async function counted(
  id: string,
  column: string,
  part: string,
  limit: number,
  lang: Lang
): Promise<CountedValue[]> {
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
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${limit}`,
    params: [part]
  }));
  return rows.map(([value, count]) => ({
    value: value === null ? null : String(value),
    title: labelOf(column, value ?? null, lang),
    count: Number(count)
  }));
}
