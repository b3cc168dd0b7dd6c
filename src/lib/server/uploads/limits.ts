import { Refusal } from '../../error.ts';

/** The most an upload may be; each is raised by the environment variable of the same name. */
export interface Limits {
  fileBytes: number;
  columns: number;
  cellBytes: number;
}

/** Reads UPLOAD_MAX_MB (2048), UPLOAD_MAX_COLUMNS (2000) and UPLOAD_MAX_CELL_KB (1024). */
export function readLimits(env: Record<string, string | undefined> = process.env): Limits {
  return {
    fileBytes: numberOf(env.UPLOAD_MAX_MB, 2048) * 2 ** 20,
    columns: numberOf(env.UPLOAD_MAX_COLUMNS, 2000),
    cellBytes: numberOf(env.UPLOAD_MAX_CELL_KB, 1024) * 1024
  };
}

function numberOf(text: string | undefined, usual: number): number {
  const value = Number(text || usual);
  return value > 0 ? value : usual;
}

/** 413 for a file over the limit; `sizeBytes` is what is known of its size. */
export function fileTooLarge(sizeBytes: number, { fileBytes }: Limits): Refusal {
  const [size, most] = [sizeBytes, fileBytes].map((bytes) => (bytes / 2 ** 20).toFixed(1));
  return new Refusal(
    413,
    'too-large',
    {
      zh: `文件至少有 ${size} MB，上限是 ${most} MB。请拆分文件，或用环境变量 UPLOAD_MAX_MB 提高上限后重新启动。`,
      en: `The file has at least ${size} MB, the limit is ${most} MB. Split it, or raise UPLOAD_MAX_MB in the environment and start again.`
    },
    { sizeBytes, limitBytes: fileBytes, variable: 'UPLOAD_MAX_MB' }
  );
}
