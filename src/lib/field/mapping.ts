import { recognize, type Content } from './recognize.ts';
import { findSchema, SCHEMAS, type SchemaColumn } from './schema.ts';
import { PERSONAL, SYNONYMS } from './synonyms.ts';
import { withoutUnit } from './unit.ts';
import { foldWidth } from './width.ts';

/** Why a column of a file is taken for one of a dataset, or is not. */
export type Reason = 'last' | 'name' | 'synonym' | 'content' | 'personal' | 'unmatched';

/** A column of a file: its header's text, and a name that is unique in the file whatever the case. */
export interface FileColumn {
  name: string;
  source: string;
}

export interface MappedColumn extends FileColumn {
  /** The dataset's column it is; undefined for one that is kept as it is. `name` is then its own. */
  column?: SchemaColumn;
  reason: Reason;
  /** Data about persons: left out unless asked for. */
  isPersonal: boolean;
}

/** A known dataset that a file may be of: `score` from 0 to 1, `isComplete` when all its required columns are there. */
export interface Proposal {
  dataset: string;
  score: number;
  isComplete: boolean;
  matched: number;
}

/** What was chosen for a file of the same header: the dataset's column by source, null for one kept as it is. */
export type Chosen = Readonly<Record<string, string | null>>;

/**
 * Maps a file's columns to those of `dataset` (none for a table nobody knows): by what was chosen last, by name, by
 * synonym, by what the sampled cells are. No column of the dataset is taken twice; what is unmatched keeps its name.
 */
export function mapColumns(
  header: readonly FileColumn[],
  samples: readonly (readonly string[])[],
  options: { dataset?: string | undefined; last?: Chosen | undefined } = {}
): MappedColumn[] {
  const { dataset, last = {} } = options;
  const matches = dataset === undefined ? new Map() : match(dataset, header, samples, last);
  const taken = new Set([...matches.values()].map(({ column }) => column.name));
  return header.map((own, place): MappedColumn => {
    const { source } = own;
    const found = matches.get(place);
    const isPersonal = !found && isAboutPersons(source);
    if (found) return { source, name: found.column.name, ...found, isPersonal };
    return {
      source,
      name: freeName(own.name, taken),
      reason: isPersonal ? 'personal' : 'unmatched',
      isPersonal
    };
  });
}

/**
 * The known datasets with at least one column in the file, the likeliest first: by the share of required columns found and
 * of columns understood.
 */
export function propose(header: readonly FileColumn[], samples: readonly (readonly string[])[]): Proposal[] {
  return Object.entries(SCHEMAS)
    .map(([dataset, { columns }]) => {
      const found = [...match(dataset, header, samples, {}).values()].map(({ column }) => column.name);
      const required = columns.filter(({ isRequired }) => isRequired);
      const present = required.filter(({ name }) => found.includes(name)).length;
      const score = (0.7 * present) / required.length + (0.3 * found.length) / Math.max(1, header.length);
      return { dataset, score, isComplete: present === required.length, matched: found.length };
    })
    .filter(({ matched }) => matched > 0)
    .sort((one, other) => other.score - one.score || other.matched - one.matched);
}

/** True for headers such as 法定代表人 and 联系电话. */
export function isAboutPersons(header: string): boolean {
  const plain = fold(header).replaceAll('_', ' ');
  return PERSONAL.some((word) => plain.includes(fold(word))) && !/人数|数量|覆盖|率$/.test(plain);
}

type Match = { column: SchemaColumn; reason: Reason };

function match(
  dataset: string,
  header: readonly FileColumn[],
  samples: readonly (readonly string[])[],
  last: Chosen
): Map<number, Match> {
  const found = new Map<number, Match>();
  const isFree = ({ name }: SchemaColumn) => ![...found.values()].some(({ column }) => column.name === name);
  const columns = findSchema(dataset)?.columns ?? [];
  const isSettled = (place: number) => found.has(place) || header[place]!.source in last;
  header.forEach(({ source }, place) => {
    const column = columns.find(({ name }) => name === last[source]);
    if (column && isFree(column)) found.set(place, { column, reason: 'last' });
  });
  for (const column of columns) {
    if (!isFree(column)) continue;
    for (const [n, word] of wordsOf(dataset, column).entries()) {
      const place = header.findIndex(({ source }, at) => !isSettled(at) && formsOf(source).includes(word));
      if (place < 0) continue;
      found.set(place, { column, reason: n === 0 ? 'name' : 'synonym' });
      break;
    }
  }
  for (const [content, name] of CONTENTS[dataset] ?? []) {
    const column = columns.find((one) => one.name === name);
    if (!column || !isFree(column)) continue;
    const places = header.flatMap((_, at) =>
      !isSettled(at) && recognize(samples[at] ?? []) === content ? [at] : []
    );
    if (places.length === 1) found.set(places[0]!, { column, reason: 'content' });
  }
  return found;
}

/** Columns that can be told by their cells, when exactly one column left over is of that kind. */
const CONTENTS: Record<string, [Content, string][]> = {
  organizations: [
    ['credit-code', 'credit_code'],
    ['division-code', 'authority_code'],
    ['date', 'registered_on']
  ],
  filings: [['credit-code', 'credit_code']],
  credit_lists: [['credit-code', 'credit_code']],
  statistics: [
    ['division-code', 'region_code'],
    ['date', 'as_of']
  ]
};

/** A schema column's name first, then its titles, then what offices call it. */
function wordsOf(dataset: string, { name, title }: SchemaColumn): string[] {
  const words = [name, title.zh, title.en, ...(SYNONYMS[dataset]?.[name] ?? [])];
  return [...new Set(words.map(fold))];
}

/** A header whole, and the last part of one joined from several rows. */
function formsOf(header: string): string[] {
  return [...new Set([fold(header), fold(header.split('/').at(-1) ?? '')])];
}

function fold(header: string): string {
  return foldWidth(withoutUnit(header.trim()))
    .replace(/\(必填\)|\(选填\)|[*:\s]/g, '')
    .toLowerCase();
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name}_${n}`;
  taken.add(free.toLowerCase());
  return free;
}
