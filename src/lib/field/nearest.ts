/** The fewest single characters to put in, take out, exchange or swap with a neighbour to get from one text to the other. */
export function editDistance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}

/** At most `limit` of the words nearest to a text, nearest first: one slip in up to three characters, two in longer ones. */
export function nearest(text: string, words: Iterable<string>, limit = 3): string[] {
  const length = [...text].length;
  const most = length <= 3 ? 1 : 2;
  const found: [number, string][] = [];
  for (const word of words) {
    if (Math.abs(word.length - text.length) > most) continue;
    const distance = editDistance(text, word);
    if (distance <= most && distance < length) found.push([distance, word]);
  }
  return found
    .sort(([one], [other]) => one - other)
    .slice(0, limit)
    .map(([, word]) => word);
}
