import type { Text } from '../field/text.ts';

export type Severity = 'must-fix' | 'look-at';

export const ISSUE_CODES = [
  'empty-file',
  'not-text',
  'bad-encoding',
  'record-width',
  'stray-quote',
  'unclosed-quote',
  'blank-header',
  'duplicate-header',
  'duplicate-key',
  'bad-number',
  'bad-date',
  'bad-code',
  'ruined-code',
  'unknown-region',
  'unknown-type',
  'out-of-range',
  'missing-required',
  'total-mismatch',
  'too-large'
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

/**
 * 问题: something wrong with a cell, a record or the file. `row` is the physical line on which the record begins
 * (1 = first line), `column` the header's text, null when the whole record is meant.
 */
export interface Issue {
  severity: Severity;
  row: number;
  column: string | null;
  value: string | null;
  code: IssueCode;
  message: Text;
}

/** Issues in the order found; `count` goes on when `list` is full. */
export interface Issues {
  list: Issue[];
  count: number;
  mustFix: number;
}

const KEPT_ISSUES = 100_000;
const SHOWN_LENGTH = 500;

export function noIssues(): Issues {
  return { list: [], count: 0, mustFix: 0 };
}

/** Adds an issue, its value cut to 500 characters; only the first 100,000 are kept, all are counted. */
export function addIssue(issues: Issues, issue: Issue): void {
  issues.count++;
  if (issue.severity === 'must-fix') issues.mustFix++;
  if (issues.list.length >= KEPT_ISSUES) return;
  const { value } = issue;
  issues.list.push(
    value !== null && value.length > SHOWN_LENGTH ? { ...issue, value: shorten(value) } : issue
  );
}

/** A text short enough to show, never cut inside a surrogate pair. */
export function shorten(text: string, length = SHOWN_LENGTH): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return `${text.slice(0, end)}…`;
}
