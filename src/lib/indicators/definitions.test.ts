import { expect, it } from 'vitest';
import { DEFINITIONS, findDefinition } from './definitions.ts';

it('has each definition once, in both languages', () => {
  expect(new Set(DEFINITIONS.map((definition) => definition.id)).size).toBe(DEFINITIONS.length);
  for (const { id, title, text } of DEFINITIONS) {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    for (const words of [title, text]) {
      expect(words.zh, id).toMatch(/\p{Script=Han}/u);
      expect(words.en, id).not.toMatch(/\p{Script=Han}/u);
    }
  }
});

it('finds a definition by its id', () => {
  expect(findDefinition('tech-local')?.title.zh).toBe('科技类社会组织（地方口径）');
  expect(findDefinition('tech')).toBeUndefined();
});
