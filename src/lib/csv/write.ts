import Papa from 'papaparse';

type Cell = string | number | boolean | null;

const BOM = '\uFEFF';

/** A CSV in pieces: UTF-8 with BOM, LF, header first, null as an empty cell; rows come in batches. */
export async function* write(
  header: string[],
  batches: AsyncIterable<Cell[][]> | Iterable<Cell[][]>
): AsyncGenerator<string, void, undefined> {
  const options = { newline: '\n', quotes: (value: unknown) => header.length === 1 && value === '' };
  yield `${BOM}${Papa.unparse([header], options)}\n`;
  for await (const rows of batches) {
    if (rows.length > 0) yield `${Papa.unparse(rows, options)}\n`;
  }
}
