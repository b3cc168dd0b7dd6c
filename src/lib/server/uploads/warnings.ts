import { findDivision } from '../../field/division.ts';
import type { Text } from '../../field/text.ts';
import { formatNumber } from '../../format.ts';

/** Something about the whole upload that its sender should know; `mustConfirm` when it asks again. */
export interface Warning {
  code: 'same-file' | 'far-fewer-rows' | 'other-region';
  mustConfirm: boolean;
  message: Text;
}

const FEWER_SHARE = 0.7;

export function sameFile(dataset: string, version: number): Warning {
  return {
    code: 'same-file',
    mustConfirm: false,
    message: {
      zh: `这个文件与 ${dataset} 的版本 ${version} 逐字节相同。`,
      en: `This file is byte for byte that of version ${version} of ${dataset}.`
    }
  };
}

/** When a replacement would leave under 70 % of the rows. */
export function farFewerRows(before: number, after: number): Warning[] {
  if (after >= before * FEWER_SHARE) return [];
  const [was, is] = [before, after].map((count) => formatNumber(count, undefined, 'zh'));
  return [
    {
      code: 'far-fewer-rows',
      mustConfirm: true,
      message: {
        zh: `替换后只有 ${is} 行，现在有 ${was} 行。请确认这不是只有一部分的导出。`,
        en: `Replacing leaves ${is} rows where there are ${was}. Make sure that this is no partial export.`
      }
    }
  ];
}

/** When many rows are from places that the version before knew nothing of. */
export function otherRegion(code: string, rows: number): Warning {
  const { zh = code, en = code } = findDivision(code)?.name ?? {};
  return {
    code: 'other-region',
    mustConfirm: true,
    message: {
      zh: `有 ${rows} 行属于现有数据里没有的地区，例如 ${code}${zh === code ? '' : `（${zh}）`}。请确认文件没有弄错。`,
      en: `${rows} rows belong to places that the data has nothing of, such as ${code}${en === code ? '' : ` (${en})`}. Make sure that this is the right file.`
    }
  };
}
