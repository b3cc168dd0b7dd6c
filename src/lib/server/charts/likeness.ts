/** How much two names have in common, 0 to 1: Dice's coefficient over pairs of neighbouring characters. */
export function likeness(a: string, b: string): number {
  const [one, other] = [pairsOf(a), pairsOf(b)];
  if (one.length + other.length === 0) return 0;
  const left = [...other];
  const common = one.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (2 * common.length) / (one.length + other.length);
}

/** Edges count as characters, so that a name of one character has pairs too. */
function pairsOf(text: string): string[] {
  const characters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
  ];
  if (characters.length === 0) return [];
  const edged = ['', ...characters, ''];
  return edged.slice(1).map((character, at) => (edged[at] ?? '') + character);
}
