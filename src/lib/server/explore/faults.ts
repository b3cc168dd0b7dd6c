import { nearest } from '../../field/nearest.ts';
import type { Text } from '../../field/text.ts';
import type { TableInfo } from '../../query/plan.ts';

/** What is wrong with a parameter, and where to go instead: `search` is the address with it mended. */
export interface Fault {
  text: Text;
  instead?: { title: Text; search: string };
}

const SHOWN_CHARACTERS = 60;

/** A value as a sentence may quote it. */
export function quoted(value: string): string {
  const shown = [...value.replaceAll(/\p{Cc}/gu, ' ')];
  return shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS).join('')}…` : shown.join('');
}

/** The column most like a name that is gone: near in spelling to its name or title, else one that holds or lies in it. */
export function nearestColumn(
  name: string,
  table: Pick<TableInfo, 'columns'>
): TableInfo['columns'][number] | undefined {
  const names = new Map(
    table.columns.flatMap((column) =>
      [column.name, column.title.zh, column.title.en].map((word) => [word.toLowerCase(), column] as const)
    )
  );
  const wanted = name.toLowerCase();
  const [near] = nearest(wanted, names.keys(), 1);
  if (near !== undefined) return names.get(near);
  if (wanted.length < 2) return undefined;
  const held = [...names.keys()].filter(
    (word) => word.length > 1 && (word.includes(wanted) || wanted.includes(word))
  );
  return names.get(
    held.sort((a, b) => Math.abs(a.length - wanted.length) - Math.abs(b.length - wanted.length))[0] ?? ''
  );
}

/** That a parameter names no column, with the nearest one in its place. */
export function columnFault(
  parameter: string,
  name: string,
  table: TableInfo,
  search: URLSearchParams,
  valueOf: (name: string) => string,
  old = search.getAll(parameter).at(-1) ?? ''
): Fault {
  const near = nearestColumn(name, table);
  const text: Text = {
    zh: `数据集 ${table.dataset} 没有列“${quoted(name)}”（参数 ${parameter}），已略去。`,
    en: `${table.dataset} has no column “${quoted(name)}” (${parameter}); it is left out.`
  };
  if (!near) return { text };
  const mended = [...search].map(([key, value]): [string, string] =>
    key === parameter && value === old ? [key, valueOf(near.name)] : [key, value]
  );
  return {
    text,
    instead: {
      title: { zh: `改用“${near.title.zh}”（${near.name}）`, en: `Use “${near.title.en}” (${near.name})` },
      search: new URLSearchParams(mended).toString()
    }
  };
}
