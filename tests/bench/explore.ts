import type { Page } from '@playwright/test';
import { launch } from '../browser.ts';
import { start, type Server } from '../e2e/serve.ts';
import { median, percentile, type Bench, type Figure } from './figure.ts';

const KEPT_TIMES = 30;
const PLACES = [
  '440100',
  '440300',
  '440600',
  '441900',
  '440400',
  '440500',
  '440800',
  '440900',
  '441200',
  '441300'
];
const GROUPS = ['type', 'field', 'grade'];

/** `/explore` on the sample: script on the wire before its first chart and with ECharts, and a chart redrawn by a step. */
export const explore: Bench = { name: 'explore', measure };

async function measure(): Promise<Figure[]> {
  const server = await start();
  const browser = await launch();
  try {
    const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
    const weight = await weigh(page);
    await page.goto(`${server.url}/explore?indicator=stock&grain=year&by=type`, { waitUntil: 'networkidle' });
    const before = weight.bytes();
    await page.hover('.drawing');
    await page.waitForSelector('.chart-live svg');
    await page.waitForLoadState('networkidle');
    const all = weight.bytes();
    return [
      { what: 'script before the first chart of `/explore`', measured: before / 1000, unit: 'KB', most: 80 },
      { what: 'the same with ECharts loaded', measured: all / 1000, unit: 'KB', most: 260 },
      ...(await stepped(server, '4,774 organizations', 100))
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** A step to another place or breakdown until its chart is drawn, on a running server; a first answer may take `mostMs`. */
export async function stepped(server: Server, of: string, mostMs: number): Promise<Figure[]> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
    await page.goto(`${server.url}/explore?indicator=stock&grain=year&by=type`, { waitUntil: 'networkidle' });
    const steps = PLACES.flatMap((region) => GROUPS.map((by) => ({ region, by })));
    for (const region of ['441700', '441800', '442000']) await step(page, region, 'type');
    const firsts: number[] = [];
    for (const { region, by } of steps) firsts.push(await step(page, region, by));
    const kept: number[] = [];
    for (let time = 0; time < KEPT_TIMES; time++) {
      const { region, by } = steps[(time * 7) % steps.length] ?? { region: '440100', by: 'type' };
      kept.push(await step(page, region, by));
    }
    const figure = (which: string, values: number[], most: number): Figure => ({
      what: `step in \`/explore\` → chart redrawn, ${which} answer, p50`,
      measured: median(values),
      unit: 'ms',
      most,
      from: `p95 ${Math.round(percentile(values, 0.95))} ms, ${of}`
    });
    return [figure('first', firsts, mostMs), figure('kept', kept, 60)];
  } finally {
    await browser.close();
  }
}

/** Counts the bytes of scripts as they come over the wire, headers and all. */
async function weigh(page: Page): Promise<{ bytes: () => number }> {
  const cdp = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  await cdp.send('Network.enable');
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (new URL(request.url).pathname.endsWith('.js')) scripts.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return { bytes: () => bytes };
}

/** Milliseconds from the click on a link, as a control makes one, to the frame after the new chart is drawn. */
function step(page: Page, region: string, by: string): Promise<number> {
  return page.evaluate(
    ({ region, by }) =>
      new Promise<number>((resolve, reject) => {
        const picture = () => document.querySelector('.stage .wide svg');
        const old = picture();
        const link = document.createElement('a');
        link.href = `/explore?indicator=stock&grain=year&by=${by}&region=${region}`;
        document.body.append(link);
        const began = performance.now();
        const timer = setTimeout(() => reject(new Error(`${link.href} was not drawn`)), 20_000);
        const look = () => {
          const now = picture();
          if (!now || now === old) return requestAnimationFrame(look);
          clearTimeout(timer);
          requestAnimationFrame(() => resolve(performance.now() - began));
        };
        link.click();
        link.remove();
        requestAnimationFrame(look);
      }),
    { region, by }
  );
}
