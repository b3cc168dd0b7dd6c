/** look.md's tokens as colours: literal ones for files, `var(--…)` for drawings inside a page. */
export interface Theme {
  paper: string;
  card: string;
  ink: string;
  soft: string;
  rule: string;
  cinnabar: string;
  caution: string;
  series: readonly string[];
}

export const LIGHT: Theme = {
  paper: '#fbfaf7',
  card: '#ffffff',
  ink: '#1d2733',
  soft: '#5d6875',
  rule: '#dcd8ce',
  cinnabar: '#b8371f',
  caution: '#8f5f0a',
  series: ['#1f4e79', '#b4812f', '#0b7766', '#8f57b0', '#7c8da4', '#423418']
};

export const DARK: Theme = {
  paper: '#14181d',
  card: '#1a2026',
  ink: '#e8e4da',
  soft: '#9aa3ad',
  rule: '#2e353d',
  cinnabar: '#ff7a5c',
  caution: '#e3b04b',
  series: ['#7fb2e5', '#f3bf4d', '#a3d8b7', '#ad75a8', '#e5eefc', '#7a7045']
};

/** One drawing for light and dark: every colour is the page's own. */
export const VARIABLES: Theme = {
  paper: 'var(--paper)',
  card: 'var(--card)',
  ink: 'var(--ink)',
  soft: 'var(--soft)',
  rule: 'var(--rule)',
  cinnabar: 'var(--cinnabar)',
  caution: 'var(--caution)',
  series: [1, 2, 3, 4, 5, 6].map((n) => `var(--series-${n})`)
};

/** The colour of the nth series (0-based); beyond the sixth they are soft, and told apart by their labels. */
export function seriesColour(theme: Theme, index: number): string {
  return theme.series[index] ?? theme.soft;
}

/** The tokens of a theme as CSS declarations: what drawings with `var(--…)` need around them. */
export function cssVariables({ series, ...named }: Theme): string {
  return [
    ...Object.entries(named).map(([name, colour]) => `--${name}:${colour}`),
    ...series.map((colour, index) => `--series-${index + 1}:${colour}`)
  ].join(';');
}
