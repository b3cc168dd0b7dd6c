import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { CHART_TYPES } from '../../src/lib/charts/spec.ts';
import { LIGHT } from '../../src/lib/charts/theme.ts';
import { serveFile } from './serve.ts';

/**
 * A picture (.png, drawn by resvg from outlines) is held against the same chart as a browser draws it inline from
 * text, in the very font that the outlines are of: for every type of chart.
 */
const server = serveFile();
test.use({ bypassCSP: true, deviceScaleFactor: 2, viewport: { width: 728, height: 900 } });
test.describe.configure({ mode: 'serial', timeout: 120_000 });

/** Of the file's picture the drawing alone: the embed's wide band with a margin around it, px. */
const [BAND, MARGIN, SCALE] = [700, 24, 2];
/** Px of the picture over which both are blurred: the amount of ink counts, not how edges are smoothed. */
const BLUR = 3;
/** Px of the picture: the side of the squares that are compared one by one. */
const SQUARE = 16;
/** Of 255, the mean of one square: a browser sets letters on whole pixels, which comes to 14; what is missing to 19 or more. */
const MOST = 17;

const STOCK = { dataset: 'organizations', indicator: 'stock' };
const BY_TYPE = { ...STOCK, period: { grain: 'year', from: '2014' }, by: 'type' };
const STAFF = {
  dataset: 'organizations',
  measure: { aggregate: 'count', column: 'credit_code' },
  by: 'staff'
};
/** What the sample has no chart of. */
const FURTHER = [
  { type: 'area', query: BY_TYPE },
  { type: 'column', stack: 'share', query: BY_TYPE },
  { type: 'heat', query: { ...BY_TYPE, by: 'region' } },
  { type: 'number', query: STOCK },
  { type: 'table', query: { ...STOCK, by: 'region' } },
  { type: 'histogram', query: STAFF }
];

interface Listed {
  slug: string;
  type: string;
}
let charts: Listed[] = [];

test('every chart looks the same as a picture and in a browser', async ({ page, request }) => {
  for (const spec of FURTHER) {
    const data = { slug: `of-${spec.type}`, title: spec.type, spec };
    const made = await request.post(`${server.url}/api/charts`, { data });
    expect(made.status(), await made.text()).toBe(201);
  }
  charts = (await (await request.get(`${server.url}/api/charts`)).json()) as Listed[];
  expect(new Set(charts.map(({ type }) => type))).toEqual(new Set(CHART_TYPES));
  await openWithFonts(page);
  for (const { slug } of charts) {
    await show(page, slug);
    const { mean, x, y } = await difference(page, await pictureOf(page, slug));
    expect(mean, `${slug}, most at ${x}, ${y}`).toBeLessThan(MOST);
  }
});

/** Each changes the drawing in the browser, or tells that there is nothing of its kind. */
const CHANGES = {
  'a label is missing': () => hideLast('text'),
  'a mark is missing': () =>
    hideLast('[fill^="var(--series"],[stroke^="var(--series"],[stroke="var(--ink)"]'),
  'all stands two px further': () => {
    const svg = document.querySelector('.wide svg');
    svg?.setAttribute('viewBox', `2 0 700 ${svg.getAttribute('height')}`);
    return true;
  }
};
declare function hideLast(selector: string): boolean;

test('and where a label or a mark is missing, or all is shifted, it does not', async ({ page }) => {
  await openWithFonts(page);
  const one = CHART_TYPES.map((type) => charts.findLast((chart) => chart.type === type)?.slug ?? '');
  for (const slug of one) {
    const picture = await pictureOf(page, slug);
    for (const [what, change] of Object.entries(CHANGES)) {
      await show(page, slug);
      if (!(await page.evaluate(change))) continue;
      expect((await difference(page, picture)).mean, `${slug}: ${what}`).toBeGreaterThan(MOST);
    }
  }
});

test('a page shows the very drawing of the embed', async ({ request }) => {
  for (const { slug } of charts) {
    const embed = await (await request.get(addressOf(slug))).text();
    const drawn = /<div class="wide">(<svg[\s\S]*?<\/svg>)/.exec(embed)?.[1] ?? '';
    expect(drawn.length).toBeGreaterThan(500);
    const shown = await (await request.get(`${server.url}/charts/${slug}?lang=zh`)).text();
    expect(shown.includes(drawn), slug).toBe(true);
  }
});

function addressOf(slug: string): string {
  return `${server.url}/embed/${slug}?theme=light&title=0&lang=zh`;
}

/** An embed whose texts are set in the font that outlines are read from, as outlines are: without kerning. */
async function openWithFonts(page: Page): Promise<void> {
  const faces = { '100 500': 'NotoSansHans-Regular.otf', '600 900': 'NotoSansHans-Medium.otf' };
  const folder = join(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc'), '../../fonts');
  const rules = Object.entries(faces).map(([weight, file]) => {
    const bytes = readFileSync(join(folder, file)).toString('base64');
    return `@font-face{font-family:Outlined;font-weight:${weight};src:url(data:font/otf;base64,${bytes})}`;
  });
  const setting = 'font-family:Outlined!important;font-kerning:none;text-spacing-trim:space-all';
  await page.goto(addressOf('stock'));
  await page.addStyleTag({ content: `${rules.join('')}svg,svg *{${setting}}` });
  await page.evaluate(() => {
    Object.assign(window, {
      hideLast: (selector: string) => {
        const last = [...document.querySelectorAll('.wide svg *')]
          .filter((one) => one.matches(selector))
          .at(-1);
        last?.setAttribute('display', 'none');
        return last !== undefined;
      }
    });
  });
}

/** Puts the embed of another chart into the page that has the fonts already. */
async function show(page: Page, slug: string): Promise<void> {
  const embed = await (await page.request.get(addressOf(slug))).text();
  await page.evaluate(async (html) => {
    const next = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
    document.querySelector('main')?.replaceWith(next ?? '');
    await document.fonts.ready;
  }, embed);
}

async function pictureOf(page: Page, slug: string): Promise<string> {
  const size = { width: String(BAND + 2 * MARGIN), scale: String(SCALE) };
  const query = new URLSearchParams({ ...size, title: '0', source: '0', lang: 'zh' });
  const file = await page.request.get(`${server.url}/charts/${slug}.png?${query}`);
  expect(file.status()).toBe(200);
  return (await file.body()).toString('base64');
}

/** The square in which the drawing that a page shows and that of a picture differ most: its mean, and where it is, px. */
async function difference(page: Page, picture: string): Promise<{ mean: number; x: number; y: number }> {
  const drawn = (await page.locator('.wide svg').screenshot()).toString('base64');
  return page.evaluate(
    async ({ drawn, picture, paper, blur, square, inset }) => {
      const pixels = async (base64: string, from: number, size?: { width: number; height: number }) => {
        const file = await fetch(`data:image/png;base64,${base64}`);
        const bitmap = await createImageBitmap(await file.blob());
        const { width, height } = size ?? bitmap;
        const context = new OffscreenCanvas(width, height).getContext('2d');
        if (!context) throw new Error('no canvas');
        context.fillStyle = paper;
        context.fillRect(0, 0, width, height);
        context.filter = `blur(${blur}px)`;
        context.drawImage(bitmap, -from, -from);
        return context.getImageData(0, 0, width, height);
      };
      const one = await pixels(drawn, 0);
      const { width, height } = one;
      const other = await pixels(picture, inset, one);
      const apart = (at: number) => Math.abs((one.data[at] ?? 0) - (other.data[at] ?? 0));
      const worst = { mean: 0, x: 0, y: 0 };
      for (let y = 0; y + square <= height; y += square / 2)
        for (let x = 0; x + square <= width; x += square / 2) {
          let sum = 0;
          for (let at = 0; at < square * square; at++) {
            const pixel = 4 * ((y + Math.floor(at / square)) * width + x + (at % square));
            sum += Math.max(apart(pixel), apart(pixel + 1), apart(pixel + 2));
          }
          const mean = sum / (square * square);
          if (mean > worst.mean) Object.assign(worst, { mean, x, y });
        }
      return worst;
    },
    { drawn, picture, paper: LIGHT.paper, blur: BLUR, square: SQUARE, inset: MARGIN * SCALE }
  );
}
