import type { Page } from '@playwright/test';
import { launch } from '../browser.ts';
import { start } from '../e2e/serve.ts';
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
    await page.mouse.move(0, 0);
    const steps = PLACES.flatMap((region) => GROUPS.map((by) => ({ region, by })));
    for (const region of ['441700', '441800', '442000']) await step(page, region, 'type');
    const firsts: number[] = [];
    for (const { region, by } of steps) firsts.push(await step(page, region, by));
    const kept: number[] = [];
    for (let time = 0; time < KEPT_TIMES; time++) {
      const { region, by } = steps[(time * 7) % steps.length] ?? { region: '440100', by: 'type' };
      kept.push(await step(page, region, by));
    }
    const from = (values: number[]) => `p95 ${Math.round(percentile(values, 0.95))} ms, 4,774 organizations`;
    return [
      { what: 'script before the first chart of `/explore`', measured: before / 1000, unit: 'KB', most: 80 },
      { what: 'the same with ECharts loaded', measured: all / 1000, unit: 'KB', most: 260 },
      {
        what: 'step in `/explore` → chart redrawn, first answer, p50',
        measured: median(firsts),
        unit: 'ms',
        most: 100,
        from: from(firsts)
      },
      {
        what: 'step in `/explore` → chart redrawn, kept answer, p50',
        measured: median(kept),
        unit: 'ms',
        most: 60,
        from: from(kept)
      }
    ];
  } finally {
    await browser.close();
    await server.stop();
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
