import { isRuinedCode, isScientific, tidyCode, unwrapCode } from '../field/code-form.ts';
import { parseGrade } from '../field/grade.ts';
import { isMissing } from '../field/missing.ts';
import { nearest } from '../field/nearest.ts';
import { isBranch, parseOrganizationType, TYPE_WORDS } from '../field/organization-type.ts';
import { parsePrecision } from '../field/precision.ts';
import { parseEndReason, parseStatus } from '../field/status.ts';
import { foldWidth } from '../field/width.ts';
import type { CellReading, ColumnReading, Doubt } from './cells-read.ts';

/** Reads the texts of a column: free text keeps its characters, known words become the values they mean. */
export function readText(column: ColumnReading): (text: string) => CellReading {
  switch (column.kind) {
    case 'credit-code':
    case 'code':
      return readCode;
    case 'number':
      return (text) => (isRuinedCode(text) ? RUINED : readFree(text));
    case 'region':
      return (text) => readRegion(text, column);
    case 'organization-type':
      return known((text) => (isBranch(text) ? 'branch' : parseOrganizationType(text)), unknownType);
    case 'grade':
      return known(
        (text) => (/^(?:未评|无等级|未参评|无)/.test(text) ? null : parseGrade(text)),
        unknown('等级', 'grade')
      );
    case 'status':
      return known(parseStatus);
    case 'end-reason':
      return known(parseEndReason);
    case 'precision':
      return known(parsePrecision, unknown('精度', 'precision'));
    default:
      return readFree;
  }
}

/** Free text stays as it is but for marks that say it is missing and for codes in a spreadsheet's wrapping. */
function readFree(text: string): CellReading {
  if (isMissing(text, { words: false })) return { value: null, how: 'missing' };
  // A TAB behind a cell keeps spreadsheets from reading it as a number.
  if (/\t$/.test(text)) return { value: text.replace(/\t+$/, ''), how: 'code-form' };
  const code = unwrapCode(text);
  return code === undefined ? { value: text, how: 'blanks' } : { value: code, how: 'code-form' };
}

const RUINED: Doubt = {
  code: 'ruined-code',
  reason: {
    zh: '是被电子表格改成科学记数法的代码，末几位已经丢失，无法还原；请从原系统按文本重新导出',
    en: 'is a code that a spreadsheet turned into scientific notation; its last digits are lost for good: export it again as text'
  }
};

function readCode(text: string): CellReading {
  if (isMissing(text, { words: true })) return { value: null, how: 'missing' };
  if (isScientific(text)) return RUINED;
  return { value: tidyCode(text), how: 'code-form' };
}

/** A reader of known words; without `refuse` other words stay as they are. */
function known(
  parse: (text: string) => string | null | undefined,
  refuse?: (text: string) => Doubt
): (text: string) => CellReading {
  return (text) => {
    const value = parse(text.trim());
    if (value !== undefined) return value === null ? { value, how: 'missing' } : { value, how: 'known-word' };
    if (isMissing(text, { words: true })) return { value: null, how: 'missing' };
    return refuse ? refuse(text) : { value: text, how: 'blanks' };
  };
}

function unknown(zh: string, en: string): () => Doubt {
  return () => ({ code: 'bad-code', reason: { zh: `不是已知的${zh}`, en: `is not a ${en} that is known` } });
}

function unknownType(text: string): Doubt {
  const [near] = nearest(foldWidth(text), TYPE_WORDS, 1);
  return {
    code: 'unknown-type',
    reason: {
      zh: `不是已知的组织类型${near ? `，最接近的是“${near}”` : '（社会团体、社会服务机构、基金会、其他）'}`,
      en: `is no type of organization that is known${near ? `; the nearest is “${near}”` : ' (社会团体, 社会服务机构, 基金会, 其他)'}`
    }
  };
}

function readRegion(text: string, { gazetteer, home }: ColumnReading): CellReading {
  if (isMissing(text, { words: true })) return { value: null, how: 'missing' };
  const code = unwrapCode(text) ?? text;
  if (isScientific(code)) return readCode(code);
  const found = gazetteer?.find(code, home);
  if (found && 'place' in found) return { value: found.place.code, how: 'region-name' };
  const places = !found ? [] : 'candidates' in found ? found.candidates : found.nearest;
  const names = places.slice(0, 6).map((place) => `${gazetteer?.fullName(place)}（${place.code}）`);
  const isSeveral = found !== undefined && 'candidates' in found;
  const list = { zh: names.join('、'), en: names.join(', ') };
  return {
    code: 'unknown-region',
    reason: isSeveral
      ? {
          zh: `可能是${list.zh}，请写明上级地区或区划代码`,
          en: `may be ${list.en}: name the division above it or give its code`
        }
      : {
          zh: `不是已知的地区${names.length > 0 ? `，最接近的是${list.zh}` : '，请写区划名称或六位代码'}`,
          en: `is no division that is known${names.length > 0 ? `; the nearest: ${list.en}` : ': give its name or six-digit code'}`
        }
  };
}
