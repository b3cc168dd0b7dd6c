import type { Doubt } from './cells-read.ts';
import { shorten, type Issue } from './issue.ts';
import type { Text } from '../field/text.ts';

const SHOWN = 60;

type Place = Pick<Issue, 'row' | 'column' | 'value'>;

/** An issue to look at: what is wrong with the cell, and then what became of it. */
function lookAt({ row, column, value }: Place, { code, reason }: Doubt, then: Text): Issue {
  const text = shorten(value ?? '', SHOWN);
  return {
    ...{ severity: 'look-at', row, column, value, code },
    message: {
      zh: `第 ${row} 行“${column}”的“${text}”${reason.zh}。${then.zh}`,
      en: `“${text}” in “${column}” on line ${row} ${reason.en}. ${then.en}`
    }
  };
}

/** The issue of a cell that does not fit its column: its record is loaded with that cell empty, its text is kept. */
export function misfitIssue(row: number, column: string, value: string, doubt: Doubt): Issue {
  return lookAt({ row, column, value }, doubt, {
    zh: '记录已载入，这一格为空，原文保留。',
    en: 'The record is loaded with this cell empty, its text is kept.'
  });
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
  doubt: Doubt,
  severity: Issue['severity'] = 'look-at'
): Issue {
  const then = { zh: '已按原样载入，请看一眼。', en: 'It is loaded as it stands; have a look.' };
  return { ...lookAt({ row, column, value }, doubt, then), severity };
}

/** The issue of a total row's cell: the row was left out, so that nothing of it is loaded. */
export function totalIssue(row: number, column: string, value: string, doubt: Doubt): Issue {
  return lookAt({ row, column, value }, doubt, {
    zh: '合计行本身不载入，请看一眼。',
    en: 'A total row itself is not loaded; have a look.'
  });
}

/** Why a record with the key of an earlier one must be mended; `source` is the header of the key. */
export function repeatedKey(row: number, first: number, source: string, value: string): Text {
  return {
    zh: `第 ${row} 行的“${source}”（${value}）与第 ${first} 行相同。两条记录会被重复计数，请删去或改正其中一条；若接受，两条都会载入。`,
    en: `“${source}” on line ${row} (${value}) is that of line ${first} too. Both would be counted: remove or correct one; if accepted, both are loaded.`
  };
}
