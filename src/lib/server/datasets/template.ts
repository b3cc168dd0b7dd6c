import { write } from '../../csv/write.ts';
import { EXAMPLES } from '../../field/examples.ts';
import { findSchema } from '../../field/schema.ts';
import * as datasets from '../datasets.ts';

/**
 * A CSV to be filled in: the header a file of this dataset needs, with made-up records of a known dataset where an
 * example is asked for. Refuses (404) an id that is neither known nor there.
 */
export function template(id: string, withExample: boolean): AsyncGenerator<string, void, undefined> {
  const schema = findSchema(id);
  const header = schema
    ? schema.columns.map(({ name }) => name)
    : datasets.readVersion(id).columns.map(({ source, name }) => source || name);
  const records = withExample ? (EXAMPLES[id] ?? []) : [];
  return write(header, [records.map((record) => header.map((name) => record[name] ?? null))]);
}
