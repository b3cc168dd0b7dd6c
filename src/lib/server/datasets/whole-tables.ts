import { findSchema, type SchemaColumn } from '../../field/schema.ts';
import * as datasets from '../datasets.ts';
import { quotedIdentifier } from '../warehouse.ts';

/** The optional columns of `statistics` that its newest version has not; none for other datasets. */
export function missingColumns(dataset: string): SchemaColumn[] {
  const version = dataset === 'statistics' ? datasets.newest(dataset) : undefined;
  const has = new Set(version?.columns.map(({ name }) => name));
  return version ? (findSchema(dataset)?.columns ?? []).filter(({ name }) => !has.has(name)) : [];
}

/**
 * Table names with that of `statistics` widened to all columns of its schema: a file of published figures need not
 * bring the optional ones, and queries ask for them by name.
 */
export function wholeTables(tables: Record<string, string>): Record<string, string> {
  const missing = tables.statistics === undefined ? [] : missingColumns('statistics');
  if (missing.length === 0) return tables;
  const added = missing.map(
    ({ name, type }) => `CAST(NULL AS ${type === 'date' ? 'DATE' : 'VARCHAR'}) AS ${quotedIdentifier(name)}`
  );
  return { ...tables, statistics: `(SELECT *, ${added.join(', ')} FROM ${tables.statistics})` };
}
