import { isMissing } from '../field/missing.ts';
import { foldWidth } from '../field/width.ts';
import type { CellReading } from './cells-read.ts';

const TRUE_WORDS = new Set('true t 1 是 有 对 yes y √ ✓ ✔ ☑ 已建 已建立 已成立'.split(' '));
const FALSE_WORDS = new Set('false f 0 否 无 错 no n × ✗ ✘ x ☒ 没有 未建 未建立 未成立'.split(' '));

/** Reads 是 否 有 无 √ × Y N yes no 1 0 TRUE, in any width and case. 无 is false here, not missing. */
export function readBoolean(text: string): CellReading {
  const word = foldWidth(text).toLowerCase();
  if (TRUE_WORDS.has(word)) return { value: 'true', how: 'boolean-word' };
  if (FALSE_WORDS.has(word)) return { value: 'false', how: 'boolean-word' };
  if (isMissing(text, { words: true })) return { value: null, how: 'missing' };
  return {
    code: 'bad-code',
    reason: { zh: '不是“是”或“否”', en: 'is neither yes nor no' }
  };
}
