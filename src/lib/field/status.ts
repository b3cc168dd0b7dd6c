import { foldWidth } from './width.ts';

const ENDS: readonly [word: string, status: string, reason: string][] = [
  ['注销', '已注销', '注销'],
  ['撤销', '已撤销', '撤销'],
  ['吊销', '已吊销', '吊销']
];
const LIVING = new Set([
  '正常',
  '存续',
  '在业',
  '在册',
  '有效',
  '正常活动',
  '正常运行',
  '已登记',
  '成立',
  'active'
]);
const ABNORMAL = new Set(['活动异常', '异常', '列入活动异常名录']);

/** Every word that means a status, and every one that means the reason of an end. */
export const STATUS_WORDS: readonly string[] = [
  ...[...LIVING, ...ABNORMAL].filter((word) => !/^[a-z]/.test(word)),
  ...ENDS.flatMap(([word, status]) => [status, word])
];
export const END_WORDS: readonly string[] = ENDS.map(([, , reason]) => reason);

/**
 * The status that an office's word means: 注销, 已注销登记 → 已注销; 存续 → 正常; 活动异常 stays, since such a body lives on
 * (it is on a list for a time). Undefined for other words.
 */
export function parseStatus(text: string): string | undefined {
  const word = foldWidth(text).toLowerCase();
  if (LIVING.has(word)) return '正常';
  if (ABNORMAL.has(word)) return '活动异常';
  return ends(word)?.[1];
}

/** 注销, 撤销 or 吊销, undefined for other words. */
export function parseEndReason(text: string): string | undefined {
  return ends(foldWidth(text))?.[2];
}

function ends(word: string): readonly [string, string, string] | undefined {
  const plain = word.replace(/^(?:已|被|予以|自行)/, '').replace(/(?:登记|证书|登记证书)$/, '');
  return ENDS.find(([end]) => end === plain);
}
