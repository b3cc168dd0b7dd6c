import type { TableInfo } from './plan.ts';

/**
 * SQL condition: the text of a column fits. A few-valued column is an ENUM of its values in their order: the places of
 * those that fit are compared, several times as fast as their texts. Of any other `otherwise` says it.
 */
export function fittingSql(
  { name, values }: Pick<TableInfo['columns'][number], 'name' | 'values'>,
  fits: (text: string) => boolean,
  otherwise: () => string
): string {
  if (!values) return otherwise();
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const places = values.flatMap((text, place) => (fits(text) ? [place] : []));
  if (places.length === 0) return 'false';
  if (places.length === values.length) return `${quoted} IS NOT NULL`;
  return `enum_code(${quoted}) IN (${places.join(', ')})`;
}
