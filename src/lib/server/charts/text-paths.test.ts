import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { drawFile } from '../../charts/frame.ts';
import { GALLERY } from '../../../../tests/gallery/samples.ts';
import { outlineOf } from './glyphs.ts';
import { pngOf } from './images.ts';
import { textToPaths } from './text-paths.ts';

const [answer] = Object.values(GALLERY).map((make) => make());
if (!answer?.synthetic) throw new Error('the first of the gallery is a synthetic line');

function parse(xml: string) {
  return new DOMParser({ onError: (level, message) => expect.fail(`${level}: ${message}`) }).parseFromString(
    xml,
    'image/svg+xml'
  );
}

/** Width and height in the header of a PNG. */
function sizeOf(png: Uint8Array): [number, number] {
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('pictures as files', () => {
  for (const [name, make] of Object.entries(GALLERY)) {
    it(`${name} is well-formed, and has no text left as outlines`, () => {
      for (const lang of ['zh', 'en'] as const) {
        const svg = drawFile(make(), { lang, theme: 'light', width: 960 });
        parse(svg);
        const outlined = textToPaths(svg);
        expect(outlined.missing).toEqual([]);
        expect(outlined.svg).not.toContain('<text');
        const count = (element: string) => parse(outlined.svg).getElementsByTagName(element).length;
        expect(count('path')).toBeGreaterThan(parse(svg).getElementsByTagName('text').length / 2);
      }
    });
  }

  it('have exactly the size asked for, however much is to be said', async () => {
    for (const make of Object.values(GALLERY)) {
      const svg = drawFile(make(), { lang: 'zh', theme: 'light', width: 960, height: 540 });
      expect(svg).toMatch(/^<svg [^>]*width="960" height="540"/);
    }
    const settings = { lang: 'zh', theme: 'transparent', width: 960, height: 540 } as const;
    const png = await pngOf(drawFile(answer, settings), 2);
    expect(sizeOf(png)).toEqual([1920, 1080]);
  });

  it('leave out title and source on purpose only, and 模拟数据 never', () => {
    const settings = { lang: 'zh', theme: 'light', width: 960 } as const;
    const whole = drawFile(answer, settings);
    expect(whole).toContain('来源：');
    const bare = drawFile(answer, { ...settings, hasTitle: false, hasSource: false });
    expect(bare).not.toContain('来源：');
    expect(bare).toContain('>模拟数据<');
  });

  it('refuse more pixels than memory has', async () => {
    const svg = drawFile(answer, { lang: 'zh', theme: 'light', width: 4000, height: 4000 });
    await expect(pngOf(svg, 4)).rejects.toMatchObject({ status: 400, code: 'too-large' });
  });
});

describe('the outline of a text', () => {
  it('has every character that a font has, rare ones and full-width ones too', () => {
    const { missing, path, width } = outlineOf('龘龍㐀Ａ１％①—“”·→𠮷𨭎😀', 10, false);
    expect(missing).toEqual([]);
    expect(path.length).toBeGreaterThan(1000);
    expect(width).toBeGreaterThan(80);
  });

  it('names what no font has instead of drawing a box', () => {
    const { missing, path } = outlineOf('𪚥𠮷', 10, true);
    expect(missing).toEqual(['𪚥']);
    expect(path).toBe(outlineOf('[U+2A6A5]𠮷', 10, true).path);
  });

  it('draws an emoji of several characters without its joints and tones', () => {
    expect(outlineOf('👍🏽', 10, false)).toEqual(outlineOf('👍', 10, false));
    expect(outlineOf('👨\u200d👩\u200d👧️', 10, false)).toEqual(outlineOf('👨👩👧', 10, false));
  });

  it('is as wide as its characters, blanks without an outline', () => {
    expect(outlineOf('中中', 10, false).width).toBe(20);
    expect(outlineOf('\u2009', 10, false)).toEqual({ path: '', width: 2, missing: [] });
  });

  it('stands where the text stood', () => {
    const text = (attributes: string) => textToPaths(`<text ${attributes}>中</text>`).svg;
    expect(text('x="24" y="43" font-size="18"')).toContain('transform="translate(24.00 43.00)"');
    const central = text(
      'dominant-baseline="central" text-anchor="end" transform="translate(5 6)" fill="#123"'
    );
    expect(central).toContain('transform="translate(5 6) translate(-12.00 4.44)" fill="#123"');
    expect(textToPaths('<text x="1" y="2">&lt;&amp;</text>').svg).toContain('<path d=');
  });
});
