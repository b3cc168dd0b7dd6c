import { expect, it } from 'vitest';
import { parseGrade } from './grade.ts';

it.each([
  ['4A', '4A'],
  ['AAAAA', '5A'],
  ['5A级', '5A'],
  ['５Ａ', '5A'],
  [' 3a ', '3A'],
  ['6A', undefined],
  ['AAAAAA', undefined],
  ['未评估', undefined],
  ['', undefined]
])('reads %s as %s', (text, grade) => expect(parseGrade(text)).toBe(grade));
