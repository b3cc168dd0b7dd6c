import type { Doubt } from './cells-read.ts';
import { shorten, type Issue } from './issue.ts';

const SHOWN = 60;

/** The issue of a cell that does not fit its column: its record is loaded with that cell empty, its text is kept. */
export function misfitIssue(row: number, column: string, value: string, { code, reason }: Doubt): Issue {
  const text = shorten(value, SHOWN);
  return {
    severity: 'look-at',
    row,
    column,
    value,
    code,
    message: {
      zh: `第 ${row} 行“${column}”的“${text}”${reason.zh}。记录已载入，这一格为空，原文保留。`,
      en: `“${text}” in “${column}” on line ${row} ${reason.en}. The record is loaded with this cell empty, its text is kept.`
    }
  };
}

/** The issue of a cell that is empty, or holds a mark such as — or 暂无, in a column that must be filled. */
export function missingIssue(row: number, column: string, value: string): Issue {
  return {
    severity: 'look-at',
    row,
    column,
    value,
    code: 'missing-required',
    message: {
      zh: `第 ${row} 行的“${column}”是空的，而这一列必须填写。记录已载入，请补上。`,
      en: `“${column}” on line ${row} is empty; this column must be filled. The record is loaded: fill it in.`
    }
  };
}

/** The issue of a cell that is kept as it stands but should be looked at. */
export function doubtfulIssue(
  row: number,
  column: string,
  value: string,
  { code, reason }: Doubt,
  severity: Issue['severity'] = 'look-at'
): Issue {
  const text = shorten(value, SHOWN);
  return {
    severity,
    row,
    column,
    value,
    code,
    message: {
      zh: `第 ${row} 行“${column}”的“${text}”${reason.zh}。已按原样载入，请看一眼。`,
      en: `“${text}” in “${column}” on line ${row} ${reason.en}. It is loaded as it stands; have a look.`
    }
  };
}

/** The issue of a total row's cell: the row was left out, so that nothing of it is loaded. */
export function totalIssue(row: number, column: string, value: string, { code, reason }: Doubt): Issue {
  const text = shorten(value, SHOWN);
  return {
    severity: 'look-at',
    row,
    column,
    value,
    code,
    message: {
      zh: `第 ${row} 行“${column}”的“${text}”${reason.zh}。合计行本身不载入，请看一眼。`,
      en: `“${text}” in “${column}” on line ${row} ${reason.en}. A total row itself is not loaded; have a look.`
    }
  };
}
