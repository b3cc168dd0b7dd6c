import type { Text } from '../field/text.ts';
import type { BadByte } from './bad-byte.ts';
import type { Issue, IssueCode } from './issue.ts';
import type { Encoding } from './settings.ts';

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

/** The issue of a record of several lines each of which looks like a record. */
export function severalRecords(row: number, lastRow: number, value: string): Issue {
  return {
    severity: 'look-at',
    row,
    column: null,
    value,
    code: 'stray-quote',
    message: {
      zh: `第 ${row} 至 ${lastRow} 行被引号连成了一条记录，而每一行看起来都是一条完整的记录。已按一条载入，请看一眼引号是否多余。`,
      en: `Quotes join lines ${row} to ${lastRow} into one record, but each looks like a record of its own. It was loaded as one; see whether the quotes belong there.`
    }
  };
}

/** The issue of a rejected record of which a cell is larger than any may be. */
export function largeCell(row: number, column: string | null, value: string, limitBytes: number): Issue {
  const [size, limit] = [new TextEncoder().encode(value).length, limitBytes].map(kilobytes);
  return {
    severity: 'must-fix',
    row,
    column,
    value,
    code: 'too-large',
    message: {
      zh: `第 ${row} 行“${column ?? ''}”有 ${size} KB，一格最多 ${limit} KB，这一行没有载入。请缩短它，或请管理员用环境变量 UPLOAD_MAX_CELL_KB 提高上限后重新启动。`,
      en: `“${column ?? ''}” on line ${row} has ${size} KB, a cell may have ${limit} KB: the line was not loaded. Shorten it, or have UPLOAD_MAX_CELL_KB raised in the environment and the server started again.`
    }
  };
}

function kilobytes(bytes: number): string {
  return String(Math.ceil(bytes / 1024));
}

/** The issue of a record that is longer than any record may be. */
export function longRecord(row: number, value: string, limitBytes: number): Issue {
  const limit = megabytes(limitBytes);
  return {
    severity: 'must-fix',
    row,
    column: null,
    value,
    code: 'too-large',
    message: {
      zh: `第 ${row} 行超过 ${limit} MB，没有载入。请检查这一行是否缺少换行。`,
      en: `Line ${row} is longer than ${limit} MB and was not loaded. See whether line breaks are missing in it.`
    }
  };
}

/** Why a file cannot be read whose header is too long or has too many columns. */
export function tooLarge(what: 'record' | 'columns', row: number, limit: number, found: number): Issue {
  const message =
    what === 'columns'
      ? {
          zh: `表头有 ${found} 列，最多 ${limit} 列。请检查分隔符和表头行是否选对，或请管理员用环境变量 UPLOAD_MAX_COLUMNS 调高上限后重新启动。`,
          en: `The header has ${found} columns, at most ${limit} are allowed. See whether delimiter and header line are right, or have UPLOAD_MAX_COLUMNS raised in the environment and the server started again.`
        }
      : {
          zh: `第 ${row} 行起在 ${megabytes(limit)} MB 之内没有一条完整的记录。请检查文件是否缺少换行，或编码是否选对。`,
          en: `From line ${row} on there is no complete record within ${megabytes(limit)} MB. See whether line breaks are missing or the encoding is wrong.`
        };
  return fileIssue('too-large', row, found > 0 ? String(found) : null, message);
}

/** Why a file cannot be read that holds nothing. */
export function emptyFile(): Issue {
  return fileIssue('empty-file', 1, null, {
    zh: '文件是空的，里面没有任何内容。请检查导出是否成功，再重新上传。',
    en: 'The file is empty. Check that the export worked, then upload it again.'
  });
}

/** Why the table asked for cannot be read. */
export function noSuchTable(table: number, found: number): Issue {
  return fileIssue('empty-file', 1, String(table + 1), {
    zh: `文件里没有第 ${table + 1} 张表，只有 ${found} 张。请改选其中一张。`,
    en: `The file has no table ${table + 1}, only ${found}. Choose one of them.`
  });
}

/** Why a file cannot be read that is something else than text. */
export function notText(what: Text): Issue {
  return fileIssue('not-text', 1, null, {
    zh: `这是${/^[a-z]/i.test(what.zh) ? ' ' : ''}${what.zh}，不是 CSV 文本。请在原系统或表格软件中打开它，另存为 CSV（UTF-8）或 .xlsx 再上传。`,
    en: `This is ${what.en}, not CSV text. Open it in the program it comes from, save it as CSV (UTF-8) or .xlsx, and upload that.`
  });
}

/** Why a file cannot be read that holds a zero byte. */
export function zeroByte({ row, character, at, value }: BadByte): Issue {
  return fileIssue('not-text', row, value, {
    zh: `这不是 CSV 文本：第 ${row} 行第 ${character} 个字符处（第 ${at} 字节）是空字节 00。请在原系统或表格软件中另存为 CSV（UTF-8）。`,
    en: `This is no CSV text: line ${row}, character ${character} (byte ${at}) is a zero byte. Save it as CSV (UTF-8) in the program it comes from.`
  });
}

const ENCODING_NAMES: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  gb18030: 'GB18030',
  big5: 'Big5'
};

/** Why a file cannot be read in an encoding: its first byte that is no text in it. */
export function badByte({ row, character, at, value }: BadByte, encoding: Encoding): Issue {
  const name = ENCODING_NAMES[encoding];
  return fileIssue('bad-encoding', row, value, {
    zh: `第 ${row} 行第 ${character} 个字符处（第 ${at} 字节）的字节 ${value} 不是 ${name}。请改选编码，或另存为 CSV（UTF-8）再上传。`,
    en: `Byte ${value} at line ${row}, character ${character} (byte ${at}) is not ${name}. Choose another encoding, or save the file as CSV (UTF-8) and upload it again.`
  });
}

function fileIssue(code: IssueCode, row: number, value: string | null, message: Text): Issue {
  return { severity: 'must-fix', row, column: null, value, code, message };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1048576);
}
