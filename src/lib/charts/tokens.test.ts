import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DARK, LIGHT, type Theme } from './theme.ts';

const css = readFileSync(join(import.meta.dirname, '../../app.css'), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

it.each([
  ['light', LIGHT, light],
  ['dark', DARK, dark]
] as [string, Theme, string][])('the page and the files draw in the same %s colours', (_, theme, text) => {
  const { series, ...named } = theme;
  const tokens = {
    ...named,
    ...Object.fromEntries(series.map((colour, index) => [`series-${index + 1}`, colour]))
  };
  const missing = Object.entries(tokens).filter(([name, colour]) => !text.includes(`--${name}: ${colour};`));
  expect(missing).toEqual([]);
});
