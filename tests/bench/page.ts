import type { Browser, CDPSession, Page } from '@playwright/test';
import { launch } from '../browser.ts';
import { start } from '../e2e/serve.ts';
import { serveBare, take, type Sent } from './bare.ts';
import { inPairs, median, type Bench, type Figure } from './figure.ts';

const PAIRS = 15;
const SLOW_PAIRS = 5;

/** Chrome's Fast 3G preset, with a processor four times slower. */
const FAST_3G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const SLOWER = 4;

/** `/` on the sample: bytes, requests, and the first picture beside a bare server that sends the same bytes. */
export const page: Bench = { name: 'page', measure };

async function measure(): Promise<Figure[]> {
  const server = await start();
  const browser = await launch();
  const answers = new Map<string, Sent>();
  try {
    await firstPicture(browser, server.url, false);
    const { bytes, paths } = await weigh(browser, server.url);
    for (const path of paths) answers.set(path, await take(server.url + path, { accept: 'text/html' }));
    const bare = await serveBare(answers);
    try {
      const both = (isSlow: boolean) =>
        inPairs(
          isSlow ? SLOW_PAIRS : PAIRS,
          () => firstPicture(browser, server.url, isSlow),
          () => firstPicture(browser, bare.url, isSlow)
        );
      const quick = await both(false);
      const slow = await both(true);
      const from = ({ ones, others }: typeof quick) =>
        `${Math.round(median(ones))} ms, bare ${Math.round(median(others))} ms`;
      return [
        { what: '`/` on the wire before interaction', measured: bytes / 1000, unit: 'KB', most: 60 },
        {
          what: 'requests before interaction',
          measured: paths.length,
          unit: '',
          most: 6,
          from: paths.join(' ')
        },
        {
          what: 'first picture ÷ bare server',
          measured: quick.ratio,
          unit: '×',
          most: 1.3,
          from: from(quick)
        },
        {
          what: 'the same on Fast 3G, processor 4× slower',
          measured: slow.ratio,
          unit: '×',
          most: 1.3,
          from: from(slow)
        }
      ];
    } finally {
      bare.stop();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function open(browser: Browser): Promise<{ page: Page; cdp: CDPSession; close: () => Promise<void> }> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  return { page, cdp: await context.newCDPSession(page), close: () => context.close() };
}

/** Milliseconds from the address to the first frame with a chart in it, nothing cached. */
async function firstPicture(browser: Browser, url: string, isSlow: boolean): Promise<number> {
  const { page, cdp, close } = await open(browser);
  try {
    await cdp.send('Network.enable');
    if (isSlow) {
      await cdp.send('Network.emulateNetworkConditions', FAST_3G);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    }
    await page.addInitScript(() => {
      const state = window as unknown as { firstPicture: Promise<number> };
      state.firstPicture = new Promise((resolve) => {
        const look = () => {
          const picture = document.querySelector('figure svg');
          if (!picture || picture.getBoundingClientRect().height === 0) return requestAnimationFrame(look);
          // The frame after is the one whose painting is over.
          requestAnimationFrame(() => resolve(performance.now()));
        };
        requestAnimationFrame(look);
      });
    });
    await page.goto(url, { waitUntil: 'commit' });
    return await page.evaluate(() => (window as unknown as { firstPicture: Promise<number> }).firstPicture);
  } finally {
    await close();
  }
}

/** Bytes over the wire, headers and all, and the paths asked for, until nothing more comes. */
async function weigh(browser: Browser, url: string): Promise<{ bytes: number; paths: string[] }> {
  const { page, cdp, close } = await open(browser);
  const paths: string[] = [];
  let bytes = 0;
  await cdp.send('Network.enable');
  cdp.on('Network.requestWillBeSent', ({ request }) => paths.push(request.url.slice(url.length)));
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(url, { waitUntil: 'networkidle' });
  await close();
  return { bytes, paths };
}
