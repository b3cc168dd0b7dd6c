import { expect, it } from 'vitest';
import { findSchema } from '../field/schema.ts';
import { QUESTIONS } from './indicator.ts';
import { findIndicator, INDICATORS } from './registry.ts';

it('has each indicator once, in the order of the questions', () => {
  expect(new Set(INDICATORS.map(({ id }) => id)).size).toBe(INDICATORS.length);
  const order = INDICATORS.map(({ question }) => QUESTIONS.indexOf(question));
  expect(order).toEqual([...order].sort());
  expect(findIndicator('survival')?.question).toBe('stable');
});

it.each(INDICATORS.map((indicator) => [indicator.id, indicator] as const))(
  '%s says what it is in both languages and needs columns that there are',
  (id, { title, definition, numerator, denominator, needs }) => {
    expect(id).toMatch(/^[a-z][a-z0-9_]*$/);
    for (const words of [title, definition, numerator, ...(denominator ? [denominator] : [])]) {
      expect(words.zh).toMatch(/\p{Script=Han}/u);
      expect(words.en).not.toMatch(/\p{Script=Han}/u);
    }
    for (const [dataset, columns] of Object.entries(needs)) {
      expect(findSchema(dataset)?.columns.map(({ name }) => name)).toEqual(
        expect.arrayContaining([...columns])
      );
    }
  }
);
