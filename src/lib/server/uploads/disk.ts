import { Refusal } from '../../error.ts';

/** 507 in place of an error that says that the disk, or its quota, is full; any other error as it is. */
export function asDiskFull(cause: unknown): unknown {
  if (!saysFull(cause)) return cause;
  return new Refusal(507, 'disk-full', {
    zh: '磁盘已满，文件没有载入，已有的数据不受影响。请腾出空间（至少是文件大小的三倍）后重试。',
    en: 'The disk is full. The file was not loaded; what was there is untouched. Make room (three times the file) and try again.'
  });
}

function saysFull(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code = '', errcode } = cause as { code?: string; errcode?: number };
  return (
    ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code) ||
    errcode === 13 ||
    /no space left|disk is full|file too large|could not write/i.test(cause.message)
  );
}
