/** A stretch of a text. */
export interface Span {
  start: number;
  end: number;
}

/** 云浮市和潮州市分别为21家和26家: the places (or dates) before 分别, one to each number after it. */
export function respective<Named extends Span>(
  plain: string,
  named: readonly Named[],
  numbers: readonly Span[],
  at: number,
  sentence: Span
): Named | undefined {
  const turn = turnOf(plain, numbers, at, sentence);
  if (!turn) return undefined;
  const before = named.filter(({ start, end }) => start >= sentence.start && end <= turn.mark);
  return before.length > 1 && before.length === turn.of ? before[turn.at] : undefined;
}

/** Which of the numbers after 分别 this one is. */
export function turnOf(
  plain: string,
  numbers: readonly Span[],
  at: number,
  sentence: Span
): { mark: number; at: number; of: number } | undefined {
  const mark = plain.indexOf('分别', sentence.start);
  if (mark < 0 || mark > sentence.end) return undefined;
  const after = numbers.filter(({ start, end }) => start > mark && end <= sentence.end);
  const turn = after.indexOf(numbers[at] as Span);
  return turn < 0 ? undefined : { mark, at: turn, of: after.length };
}
