import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { findFigures } from '../../src/lib/reports/figures.ts';
import type { Figure } from '../../src/lib/reports/article.ts';
import { parseCases, type Expected, type Sentence } from './cases.ts';

const FILES = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt'));
const kinds = FILES.map((name) => ({
  kind: name.slice(0, -4),
  sentences: parseCases(readFileSync(new URL(name, import.meta.url), 'utf8'))
}));

/**
 * Every third sentence of a file was never tuned on, and none of a file whose name begins with aside; their failures are
 * shown only when asked for.
 */
const asideOf = ({ kind, sentences }: (typeof kinds)[number]) =>
  kind.startsWith('aside') ? sentences : sentences.filter((_, index) => index % 3 === 2);
const tunedOf = (kind: (typeof kinds)[number]) => {
  const aside = new Set(asideOf(kind));
  return kind.sentences.filter((sentence) => !aside.has(sentence));
};

interface Score {
  right: number;
  found: number;
  expected: number;
  failures: string[];
}

function scoreOf(sentences: readonly Sentence[]): Score {
  const score: Score = { right: 0, found: 0, expected: 0, failures: [] };
  for (const { text, expected } of sentences) {
    const found = findFigures({
      headline: '广州市科技类社会组织统计',
      publisher: '',
      publishedOn: '2023-12-29',
      paragraphs: [text]
    });
    const right = expected.filter((one) => found.some((figure) => fits(figure, one)));
    score.right += right.length;
    score.found += found.length;
    score.expected += expected.length;
    if (right.length === expected.length && found.length === expected.length) continue;
    score.failures.push(
      `${text}\n${found.map((figure) => `    ${wordsOf(figure)}`).join('\n') || '    nothing'}`
    );
  }
  return score;
}

/** Right in everything that the answer states: span, value, unit, precision, and where given what, where and when. */
function fits(figure: Figure, one: Expected): boolean {
  return Object.entries(one).every(([key, value]) => figure[key as keyof Figure] === value);
}

function wordsOf({
  text,
  value,
  valueTo,
  unit,
  precision,
  indicator,
  part,
  region,
  asOf,
  subject
}: Figure): string {
  return `${text} · ${value}${valueTo === undefined ? '' : `–${valueTo}`} ${unit} ${precision} · ${indicator ?? '-'}${part ? `/${part}` : ''} ${region} ${asOf} (${subject})`;
}

const precisionOf = ({ right, found }: Score) => right / found;
const recallOf = ({ right, expected }: Score) => right / expected;

describe('figures found in sentences', () => {
  it('there are at least 150 of them', () => {
    expect(kinds.flatMap(({ sentences }) => sentences).length).toBeGreaterThanOrEqual(150);
  });

  it.each(kinds)('$kind', (kind) => {
    const { failures } = scoreOf(tunedOf(kind));
    expect(failures.join('\n')).toBe('');
  });

  it('holds on those kept aside', () => {
    const aside = scoreOf(kinds.flatMap(asideOf));
    if (process.env.SHOW_ASIDE) console.log(aside.failures.join('\n'));
    expect(precisionOf(aside)).toBeGreaterThan(0.95);
    expect(recallOf(aside)).toBeGreaterThan(0.95);
  });
});

afterAll(() => {
  const line = (name: string, of: typeof asideOf) => {
    const score = scoreOf(kinds.flatMap(of));
    return `${name}: precision ${precisionOf(score).toFixed(3)}, recall ${recallOf(score).toFixed(3)} (${score.right} of ${score.expected} figures)`;
  };
  console.log(`figures\n  ${line('tuned on', tunedOf)}\n  ${line('kept aside', asideOf)}`);
});
