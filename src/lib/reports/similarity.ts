const SHINGLE = 6;

/** The letters, characters and digits of a text, run together: what a reprint leaves as it was. */
export function essenceOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Every stretch of six characters of a text. */
export function shinglesOf(text: string): Set<string> {
  const essence = essenceOf(text);
  const shingles = new Set<string>();
  for (let at = 0; at + SHINGLE <= essence.length; at++) shingles.add(essence.slice(at, at + SHINGLE));
  return shingles;
}

/** How much of the shorter of two texts stands in the other, 0 to 1 (Broder's containment). */
export function containment(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let common = 0;
  for (const shingle of small) if (large.has(shingle)) common++;
  return common / small.size;
}

interface Compared {
  headline: string;
  publishedOn: string;
  paragraphs: readonly string[];
}

const SAME_TEXT = 0.75;
const LEAST_SHINGLES = 30;
const LEAST_HEADLINE = 8;

/** The same article, also reprinted with small changes: most of one text stands in the other, or headline and day agree. */
export function isSameArticle(a: Compared, b: Compared): boolean {
  const headline = essenceOf(a.headline);
  if (
    headline.length >= LEAST_HEADLINE &&
    headline === essenceOf(b.headline) &&
    a.publishedOn === b.publishedOn
  )
    return true;
  const [one, other] = [shinglesOf(a.paragraphs.join('')), shinglesOf(b.paragraphs.join(''))];
  if (Math.min(one.size, other.size) < LEAST_SHINGLES)
    return essenceOf(a.paragraphs.join('')) === essenceOf(b.paragraphs.join(''));
  return containment(one, other) >= SAME_TEXT;
}
