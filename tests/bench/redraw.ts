import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { WIDTH_HEADER } from '../../src/lib/charts/page-width.ts';
import { launch } from '../browser.ts';
import { start, type Server } from '../e2e/serve.ts';
import { take } from './bare.ts';
import { median, percentile, type Bench, type Figure } from './figure.ts';

const KEPT_TIMES = 40;
const LOOKING_MS = 2000;
const CITIES = [
  '440100',
  '440300',
  '440400',
  '440500',
  '440600',
  '440700',
  '440800',
  '440900',
  '441200',
  '441300'
];
const MONTHS = ['2021-03-31', '2021-08-31', '2022-04-30'];

/** Another place or day chosen in the browser until every chart of it is drawn, on the sample. */
export const redraw: Bench = {
  name: 'redraw',
  measure: async () => {
    const server = await start();
    try {
      return await redrawn(server, '4,774 organizations', 150);
    } finally {
      await server.stop();
    }
  }
};

/** The two figures on a running server; a first answer may take `mostMs`. */
export async function redrawn(server: Server, of: string, mostMs: number): Promise<Figure[]> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
    await page.goto(`${server.url}/?region=440000&as_of=2023-12-31`);
    await enliven(page);
    const places = MONTHS.flatMap((asOf) => CITIES.map((region) => ({ region, asOf })));
    // The scripts and the server's code are warm after the first few; no figure is made of them.
    for (const region of ['441700', '441800', '441900']) await change(page, region, '2020-05-31');
    const firsts: number[] = [];
    for (const { region, asOf } of places) firsts.push(await change(page, region, asOf));
    const kept: number[] = [];
    for (let time = 0; time < KEPT_TIMES; time++) {
      const { region, asOf } = places[(time * 7) % places.length] ?? { region: '440100', asOf: '2021-03-31' };
      kept.push(await change(page, region, asOf));
    }
    // A reader looks at a place for a while before going on to the next year or a place below.
    const prepared: number[] = [];
    for (const region of ['440100', '440300', '440600', '440500', '441900']) {
      await change(page, region, '2019-09-30');
      await pause(LOOKING_MS);
      prepared.push(await change(page, region, '2018-09-30'));
    }
    const search = 'region=440300&as_of=2021-08-31';
    const whole = (await take(`${server.url}/?${search}`)).body.byteLength;
    const data = `${server.url}/__data.json?${search}&x-sveltekit-invalidated=01`;
    const travelled = (await take(data, { [WIDTH_HEADER]: '1280' })).body.byteLength;
    const from = (values: number[]) => `p95 ${Math.round(percentile(values, 0.95))} ms, ${of}`;
    return [
      {
        what: 'place or day changed, first answer, p50',
        measured: median(firsts),
        unit: 'ms',
        most: mostMs,
        from: from(firsts)
      },
      {
        what: 'the year before, prepared ahead, p50',
        measured: median(prepared),
        unit: 'ms',
        most: 60,
        from: from(prepared)
      },
      {
        what: 'place or day changed, kept answer, p50',
        measured: median(kept),
        unit: 'ms',
        most: 60,
        from: from(kept)
      },
      {
        what: 'what travels then ÷ the whole page',
        measured: travelled / whole,
        unit: '×',
        most: 1,
        from: `${Math.round(travelled / 1000)} KB of ${Math.round(whole / 1000)} KB`
      }
    ];
  } finally {
    await browser.close();
  }
}

/** Scripts come with the first touch; from then on a link changes the page in place. */
async function enliven(page: Page): Promise<void> {
  const loaded = page.waitForResponse((response) => response.url().endsWith('.js'));
  await page.mouse.move(300, 300);
  await page.mouse.move(320, 320);
  await loaded;
  await page.waitForLoadState('networkidle');
}

/** Milliseconds from the click on a link to the frame after the last chart was changed for the new place. */
function change(page: Page, region: string, asOf: string): Promise<number> {
  return page.evaluate(
    ({ region, asOf }) =>
      new Promise<number>((resolve, reject) => {
        const search = `?region=${region}&as_of=${asOf}`;
        const links = () =>
          [...document.querySelectorAll('figure h3 a')].map((link) => link.getAttribute('href') ?? '');
        const isDrawn = () => links().every((href) => href.includes(region) && href.includes(asOf));
        const link = document.createElement('a');
        link.href = `/${search}`;
        document.body.append(link);
        const began = performance.now();
        const timer = setTimeout(() => reject(new Error(`${search} was not drawn`)), 20_000);
        const look = () => {
          if (!isDrawn() || links().length === 0) return requestAnimationFrame(look);
          clearTimeout(timer);
          requestAnimationFrame(() => resolve(performance.now() - began));
        };
        link.click();
        link.remove();
        requestAnimationFrame(look);
      }),
    { region, asOf }
  );
}
