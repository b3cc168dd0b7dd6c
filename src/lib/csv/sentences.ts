import type { Issue, IssueCode } from './issue.ts';

/** The issue of a rejected record; `value` is its text as it stands in the file. */
export function rejection(code: IssueCode, row: number, value: string, cells: number, width: number): Issue {
  const message =
    code === 'record-width'
      ? {
          zh: `第 ${row} 行有 ${cells} 个单元格，表头有 ${width} 个。这条记录没有载入，请补齐或删去多余的逗号。`,
          en: `The record on line ${row} has ${cells} cells, the header has ${width}. It was not loaded; add or remove a comma.`
        }
      : code === 'unclosed-quote'
        ? {
            zh: `第 ${row} 行有一个没有闭合的引号。这一行没有载入，其后的行不受影响。请补上或删去引号。`,
            en: `A quote on line ${row} is never closed. This line was not loaded, those after it are whole. Close or remove the quote.`
          }
        : {
            zh: `第 ${row} 行的引号位置不对，无法断定单元格在哪里结束。这条记录没有载入，请把内容里的引号写成两个。`,
            en: `A quote on line ${row} is out of place, so that its cells are not clear. It was not loaded; double the quotes inside cells.`
          };
  return { severity: 'must-fix', row, column: null, value, code, message };
}

/** The issue of a record kept although it holds a quote out of place. */
export function strayQuote(row: number, value: string, column: string | null): Issue {
  return {
    severity: 'look-at',
    row,
    column,
    value,
    code: 'stray-quote',
    message: {
      zh: `第 ${row} 行的单元格里有单独的引号，已按原样保留。请看一眼是否正确。`,
      en: `A cell on line ${row} holds a single quote character; it was kept as it stands. See whether that is right.`
    }
  };
}

/** The issue of a record with U+FFFD or U+10FFFD, rejected since the true character is gone. */
export function lostCharacter(row: number, column: string | null, value: string): Issue {
  return {
    severity: 'must-fix',
    row,
    column,
    value,
    code: 'bad-encoding',
    message: {
      zh: `第 ${row} 行有一个在此前导出时就已丢失的字符（�）。这条记录没有载入，请从原系统重新导出。`,
      en: `Line ${row} holds a character that an earlier export already lost (�). The record was not loaded; export it again.`
    }
  };
}
