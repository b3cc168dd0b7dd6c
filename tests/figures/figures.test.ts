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

/** Every third sentence of a file was never tuned on; its failures are shown only when asked for. */
const isAside = (_: Sentence, index: number) => index % 3 === 2;
const isTuned = (sentence: Sentence, index: number) => !isAside(sentence, index);

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

  it.each(kinds)('$kind', ({ sentences }) => {
    const { failures } = scoreOf(sentences.filter(isTuned));
    expect(failures.join('\n')).toBe('');
  });

  it('holds on the third kept aside', () => {
    const aside = scoreOf(kinds.flatMap(({ sentences }) => sentences.filter(isAside)));
    if (process.env.SHOW_ASIDE) console.log(aside.failures.join('\n'));
    expect(precisionOf(aside)).toBeGreaterThan(0.95);
    expect(recallOf(aside)).toBeGreaterThan(0.95);
  });
});

afterAll(() => {
  const line = (name: string, of: typeof isAside) => {
    const score = scoreOf(kinds.flatMap(({ sentences }) => sentences.filter(of)));
    return `${name}: precision ${precisionOf(score).toFixed(3)}, recall ${recallOf(score).toFixed(3)} (${score.right} of ${score.expected} figures)`;
  };
  console.log(`figures\n  ${line('tuned on', isTuned)}\n  ${line('kept aside', isAside)}`);
});
