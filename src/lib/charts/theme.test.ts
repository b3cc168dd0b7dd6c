import { describe, expect, it } from 'vitest';
import { DARK, LIGHT, VARIABLES } from './theme.ts';
import type { Theme } from './theme.ts';
import { DARK_SHADES_FROM, SHADES } from './tile-grid.ts';

type Rgb = [number, number, number];

function linear(hex: string): Rgb {
  return [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

function mixed(over: string, under: string, opacity: number): string {
  const channel = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const mix = (at: number) => Math.round(channel(over, at) * opacity + channel(under, at) * (1 - opacity));
  return `#${[1, 3, 5].map((at) => mix(at).toString(16).padStart(2, '0')).join('')}`;
}

/** WCAG 2.2, 1.4.3. */
function contrast(a: string, b: string): number {
  const [x = 0, y = 0] = [a, b].map((hex) => {
    const [r, g, blue] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  });
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Full dichromacy: Machado, Oliveira, Fernandes 2009, table 1, severity 1. */
const EYES: Record<string, [Rgb, Rgb, Rgb]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
};

/** Distance in OKLab (Ottosson 2020) as an eye sees the two colours. */
function distance(a: string, b: string, eye: [Rgb, Rgb, Rgb]): number {
  const seen = (hex: string) => {
    const [r, g, blue] = eye.map(([x, y, z]) => {
      const [red, green, bl] = linear(hex);
      return Math.min(1, Math.max(0, x * red + y * green + z * bl));
    }) as Rgb;
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * blue);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * blue);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * blue);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
    ];
  };
  const [p, q] = [seen(a), seen(b)];
  return Math.hypot(...p.map((v, i) => v - (q[i] ?? 0)));
}

describe.each<[string, Theme]>([
  ['light', LIGHT],
  ['dark', DARK]
])('%s', (_, theme) => {
  it('reads: text 4.5:1 and marks 3:1 on paper and card', () => {
    for (const ground of [theme.paper, theme.card]) {
      for (const text of [theme.ink, theme.soft, theme.cinnabar, theme.caution, theme.series[0] ?? ''])
        expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      for (const mark of theme.series)
        expect(contrast(mark, ground), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(theme.paper, theme.cinnabar), 'the seal').toBeGreaterThanOrEqual(4.5);
  });

  it('keeps every series, and cinnabar, apart for every eye', () => {
    const colours = [...theme.series, theme.cinnabar];
    for (const [eye, matrix] of Object.entries(EYES))
      colours.forEach((a, i) =>
        colours
          .slice(i + 1)
          .forEach((b) => expect(distance(a, b, matrix), `${a} ${b} ${eye}`).toBeGreaterThan(0.095))
      );
  });

  it('writes readably on every shade of a tile', () => {
    SHADES.forEach((opacity, shade) => {
      const tile = mixed(theme.series[0] ?? '', theme.paper, opacity);
      const text = shade < DARK_SHADES_FROM ? theme.ink : theme.paper;
      expect(contrast(text, tile), `shade ${shade}`).toBeGreaterThanOrEqual(4.5);
    });
  });
});

it('has the same tokens as variables', () => {
  expect(Object.keys(VARIABLES)).toEqual(Object.keys(LIGHT));
  expect(VARIABLES.series).toHaveLength(LIGHT.series.length);
});
