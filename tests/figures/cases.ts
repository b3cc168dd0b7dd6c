import type { Figure } from '../../src/lib/reports/article.ts';

export type Expected = Partial<
  Pick<Figure, 'text' | 'value' | 'valueTo' | 'unit' | 'precision' | 'indicator' | 'part' | 'region' | 'asOf'>
>;

export interface Sentence {
  text: string;
  expected: Expected[];
}

/**
 * A sentence a line; under it, indented, each figure it holds: text · value or from–to, unit, precision · indicator
 * (- none; filing_rate/numerator a part of one), region, as of. What an answer leaves out is not compared.
 */
export function parseCases(file: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const line of file.split('\n')) {
    if (line.trim() === '') continue;
    if (line.startsWith('  ')) sentences.at(-1)?.expected.push(expectedOf(line.trim()));
    else sentences.push({ text: line, expected: [] });
  }
  return sentences;
}

function expectedOf(line: string): Expected {
  const [text = '', said = '', about] = line.split(' · ');
  const [, from, to, unit, precision] = /^(-?[\d.]+)(?:–([\d.]+))? (\S+) (\w+)$/.exec(said) ?? [];
  if (!from) throw new Error(`no answer in ${line}`);
  const [counted, region, asOf] = about?.split(' ') ?? [];
  const [indicator, part] = counted?.split('/') ?? [];
  return {
    text,
    value: Number(from),
    ...(to ? { valueTo: Number(to) } : {}),
    unit,
    precision: precision as Figure['precision'],
    ...(indicator ? { indicator: indicator === '-' ? null : indicator } : {}),
    ...(part ? { part: part as Figure['part'] } : {}),
    ...(region ? { region } : {}),
    ...(asOf ? { asOf } : {})
  };
}
