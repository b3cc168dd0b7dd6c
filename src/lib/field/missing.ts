import { foldWidth } from './width.ts';

/** Marks that say a cell is missing wherever they are all it holds; none of them is ever 0 (domain.md). */
export const MISSING_MARKS: readonly string[] = [
  ...['-', '--', '---', '—', '——', '–', '―', '.', '..', '...', '…', '……', '/', '\\', '*', '－', '－－', '／'],
  ...[
    'N/A',
    'n/a',
    'NA',
    '#N/A',
    'NULL',
    'null',
    'None',
    'NaN',
    '#NULL!',
    '#DIV/0!',
    '#VALUE!',
    '#REF!',
    '#NAME?',
    '#NUM!',
    '暂无',
    '暂缺',
    '不详',
    '未知',
    '待定'
  ]
];

/** Words that say so too, in columns of numbers, dates and known values; as text they may mean something. */
export const MISSING_WORDS: readonly string[] = [
  '无',
  '没有',
  '未填',
  '空',
  '暂无数据',
  '无数据',
  '未统计',
  '不适用'
];

const MARKS = new Set(MISSING_MARKS);
const WORDS = new Set([...MISSING_MARKS, ...MISSING_WORDS]);

/** True for a cell of blanks or of one of the marks; with `words` also for the words. Full width and blanks are forgiven. */
export function isMissing(text: string, { words }: { words: boolean }): boolean {
  const plain = foldWidth(text);
  return plain === '' || (words ? WORDS : MARKS).has(plain);
}
