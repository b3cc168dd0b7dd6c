import type { IssueCode, Issues, Severity } from '../../csv/issue.ts';
import type { Proof } from '../../csv/proof.ts';
import type { Text } from '../../field/text.ts';
import type { StoredColumn } from '../versions/file.ts';
import type { DuckDBConnection } from '../warehouse.ts';

/**
 * Something that may be wrong with the rows of a version: `where` is SQL on its columns, `detail` SQL for what the
 * sentence names besides the cell. A cell found so stays as it stands.
 */
export interface Rule {
  column: string;
  code: IssueCode;
  where: string;
  /** The same of the heads of credit codes (`headsSql`), where no more of a code is looked at: they are counted instead of rows. */
  ofHeads?: string;
  detail?: string;
  severity?: Severity;
  /** What follows the cell's text in a sentence. */
  reason: (detail: string) => Text;
}

export function has(columns: ReadonlySet<string>, ...names: string[]): boolean {
  return names.every((name) => columns.has(name));
}

/** A finished version file at hand: its table, its columns, and the proof of the file it was made from. */
export interface Checked {
  connection: DuckDBConnection;
  /** SQL name of the table of rows, in file order. */
  data: string;
  dataset: string;
  columns: readonly StoredColumn[];
  proof: Proof;
  /** The day the check is made, YYYY-MM-DD: later dates are doubtful. */
  today: string;
}

/** Counts findings that are not listed. */
export function addCount(issues: Issues, more: number, isMustFix = false): void {
  issues.count += more;
  if (isMustFix) issues.mustFix += more;
}

export function isNumeric({ type }: StoredColumn): boolean {
  return type === 'integer' || type === 'decimal';
}
