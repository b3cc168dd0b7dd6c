import { expect, it } from 'vitest';
import { renderSvg } from '../../src/lib/charts/echarts.ts';
import { optionOf } from '../../src/lib/charts/option.ts';
import { LIGHT } from '../../src/lib/charts/theme.ts';
import { MATRIX } from './matrix.ts';
import { GALLERY } from './samples.ts';

const SIZE = { width: 358, height: 280 };

/** Ids count on from one drawing to the next; which comes first in a picture is what matters. */
function withOwnIds(svg: string): string {
  const names = new Map<string, string>();
  return svg.replace(/(id="|url\(#)([^")]+)/g, (_, before: string, id: string) => {
    if (!names.has(id)) names.set(id, `id${names.size}`);
    return before + names.get(id);
  });
}

it('draws a chart the same whatever was drawn before it on the same instance', () => {
  const options = Object.values({ ...MATRIX, ...GALLERY }).map((make) =>
    optionOf(make(), { ...SIZE, lang: 'zh', theme: LIGHT })
  );
  const draw = (option: (typeof options)[number]) =>
    withOwnIds(renderSvg(option, SIZE.width, SIZE.height)).replace(/zr\d+-/g, 'zr-');
  const forwards = options.map(draw);
  const backwards = [...options].reverse().map(draw).reverse();
  expect(new Set(forwards).size).toBeGreaterThan(options.length / 2);
  backwards.forEach((svg, k) => expect(svg).toBe(forwards[k]));
});
