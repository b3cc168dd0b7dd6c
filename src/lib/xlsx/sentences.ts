import type { Issue, IssueCode } from '../csv/issue.ts';
import type { Text } from '../field/text.ts';
import type { Survey } from './survey.ts';

const SAVE_AS: Text = {
  zh: '请用 Excel 或 WPS 打开，选“另存为”→“Excel 工作簿 (.xlsx)”，再上传。',
  en: 'Open it in Excel or WPS, choose Save As → Excel Workbook (.xlsx), and upload that.'
};

const KINDS: Record<string, Text> = {
  xls: { zh: '旧格式的表格（.xls 或 .et）', en: 'a spreadsheet of the old format (.xls or .et)' },
  xlsb: { zh: '二进制工作簿（.xlsb）', en: 'a binary workbook (.xlsb)' },
  ods: { zh: 'OpenDocument 表格（.ods）', en: 'an OpenDocument spreadsheet (.ods)' },
  numbers: { zh: 'Apple Numbers 表格（.numbers）', en: 'an Apple Numbers spreadsheet (.numbers)' },
  markup: {
    zh: '网页或 XML 文件，虽然扩展名可能是 .xls',
    en: 'a web page or XML, whatever its name says'
  }
};

/** A file of a kind that is not read: how to make it one that is. */
export function unread(kind: keyof typeof KINDS, filename: string): Issue {
  const { zh, en } = KINDS[kind]!;
  const how =
    kind === 'numbers'
      ? {
          zh: '请在 Numbers 中选“文件”→“导出为”→“Excel”，再上传。',
          en: 'In Numbers choose File → Export To → Excel, and upload that.'
        }
      : SAVE_AS;
  return failure('not-text', filename, {
    zh: `“${filename}”是${zh}，不能直接读取。${how.zh}`,
    en: `“${filename}” is ${en}, which is not read. ${how.en}`
  });
}

export function locked(filename: string): Issue {
  return failure('not-text', filename, {
    zh: `“${filename}”设有打开密码。请去掉密码后另存为 .xlsx 或 CSV，再上传。`,
    en: `“${filename}” is protected by a password. Save it without one, as .xlsx or CSV, and upload that.`
  });
}

export function noTable(filename: string, names: readonly string[]): Issue {
  const list = listed(names);
  return failure('not-text', filename, {
    zh: `“${filename}”里没有可以读取的表格${list ? `，只有：${list}` : ''}。请放入一个 CSV 或 .xlsx 文件。`,
    en: `“${filename}” holds no table that can be read${list ? `, only: ${list}` : ''}. Put one CSV or .xlsx into it.`
  });
}

export function severalTables(filename: string, names: readonly string[]): Issue {
  return failure('not-text', names.join('\n'), {
    zh: `“${filename}”里有 ${names.length} 个文件：${listed(names)}。压缩包里只能有一个表格，请解压后分别上传。`,
    en: `“${filename}” holds ${names.length} files: ${listed(names)}. An archive may hold one table only; unpack it and upload them one by one.`
  });
}

export function damaged(filename: string, why: string): Issue {
  return failure('not-text', why, {
    zh: `“${filename}”已损坏或不完整，无法打开（${why}）。请重新导出或重新下载后再上传。`,
    en: `“${filename}” is damaged or incomplete and cannot be opened (${why}). Export or download it again.`
  });
}

export function tooLarge(filename: string, maxBytes: number): Issue {
  const size = `${Math.round(maxBytes / 1e6)} MB`;
  return failure('too-large', size, {
    zh: `“${filename}”解压后超过 ${size}，没有读取。请拆分后上传，或请管理员用环境变量 UPLOAD_MAX_MB 提高上限后重新启动。`,
    en: `“${filename}” is over ${size} when unpacked and was not read. Split it, or have the limit raised.`
  });
}

export function tooManyEntries(filename: string, count: string): Issue {
  return failure('too-large', count, {
    zh: `“${filename}”里有 ${count} 个文件，太多了，没有打开。请只放一个表格。`,
    en: `“${filename}” holds ${count} files, which is too many; it was not opened. Put one table into it.`
  });
}

export function bomb(filename: string, ratio: string): Issue {
  return failure('too-large', ratio, {
    zh: `“${filename}”解压后膨胀超过 ${ratio} 倍，像是压缩炸弹，没有读取。若内容无误，请解压后直接上传。`,
    en: `“${filename}” grows more than ${ratio} times when unpacked, as a zip bomb does; it was not read. If it is right, upload it unpacked.`
  });
}

export function emptyBook(filename: string): Issue {
  return failure('empty-file', filename, {
    zh: `“${filename}”里没有任何内容。请检查是否选对了文件。`,
    en: `“${filename}” holds nothing. Check that it is the right file.`
  });
}

export function unknownSheet(asked: string, names: readonly string[]): Issue {
  return failure('not-text', asked, {
    zh: `工作簿里没有名为“${asked}”的工作表。现有：${listed(names)}。`,
    en: `The workbook has no sheet “${asked}”. It has: ${listed(names)}.`
  });
}

/** What a reader of the sheet should know of how it was read. */
export function notesOn(sheet: Survey, repeated: number, hasMacros: boolean, hasLinks: boolean): Text[] {
  const notes: Text[] = [];
  const { hidden, unknownFormulas, ruined } = sheet;
  const add = (count: number, zh: string, en: string) => void (count > 0 && notes.push({ zh, en }));
  add(
    hidden.rows,
    `含 ${hidden.rows} 个隐藏行，已一并读入。`,
    `${hidden.rows} hidden rows are read as well.`
  );
  add(
    hidden.columns,
    `含 ${hidden.columns} 个隐藏列，已一并读入。`,
    `${hidden.columns} hidden columns are read as well.`
  );
  const rows = unknownFormulas.rows.join(', ');
  add(
    unknownFormulas.count,
    `${unknownFormulas.count} 个公式没有保存计算结果，读作空（第 ${rows} 行）。请在 Excel 或 WPS 中打开并保存一次。`,
    `${unknownFormulas.count} formulas have no result kept with them and are read as blank (rows ${rows}). Open and save the file once in Excel or WPS.`
  );
  add(
    ruined.count,
    `${ruined.count} 个数字超过 15 位，末尾几位已被表格软件改成 0。若是代码，请从原系统以文本重新导出。`,
    `${ruined.count} numbers have more than 15 digits; the spreadsheet has lost the last ones. If they are codes, export them again as text.`
  );
  add(
    repeated,
    `${repeated} 个合并单元格的名称已向下补齐；合并的数字不补。`,
    `${repeated} labels of merged cells are repeated downwards; merged numbers are not.`
  );
  add(
    hasMacros ? 1 : 0,
    '文件带有宏，未运行也未保留。',
    'The file has macros; they were neither run nor used.'
  );
  add(
    hasLinks ? 1 : 0,
    '文件引用了其他文件，未读取；相关公式用文件中保存的结果。',
    'The file refers to other files, which were not read; such formulas have the result kept with them.'
  );
  return notes;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).join('、');
  return names.length > 10 ? `${shown}…（${names.length}）` : shown;
}

function failure(code: IssueCode, value: string, message: Text): Issue {
  return { severity: 'must-fix', row: 1, column: null, value, code, message };
}
