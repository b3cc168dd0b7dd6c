import { start, type Server } from '../e2e/serve.ts';
import { median, percentile, type Bench, type Figure } from './figure.ts';

const RUNS = 15;
/** Drawings before the first that counts: a server that has just begun compiles as it draws. */
const WARMING = 100;
const WARMING_PAGES = 10;
const DECKS = 7;
const PEOPLE = 20;
const CHARTS = 20;
const PLACE = { region: '440100', asOf: '2023-12-31' };
/** Charts that Office draws itself. */
const NATIVE = ['line', 'column', 'bar', 'survival', 'area', 'histogram'];

/** First drawings, decks, and pages while many ask for decks. */
export const decks: Bench = {
  name: 'decks',
  measure: async () => {
    const server = await start();
    try {
      const asked = await deckOfTwenty(server);
      const drawing = (format: string, width: number) => (at: number) =>
        timed(`${server.url}/charts/entries-exits.${format}?width=${width}&height=${1080 - at}`);
      await repeated(WARMING, drawing('svg', 940));
      await drawing('png', 940)(0);
      const svg = await repeated(RUNS, drawing('svg', 960));
      const png = await repeated(RUNS, drawing('png', 1920));
      await timedDeck(server, asked);
      const made = await repeated(DECKS, () => timedDeck(server, asked));
      const page = (at: number) => timed(`${server.url}/charts/structure-type?as_of=${dayNumber(at)}`);
      await repeated(WARMING_PAGES, page);
      const quiet = await repeated(3 * RUNS, (at) => page(at + WARMING_PAGES));
      const most = Math.max(200, 3 * percentile(quiet, 0.95));
      let day = 100;
      /** Pages one after another while all of them ask for the same. */
      const whileAll = async (what: string, one: () => Promise<number>): Promise<Figure> => {
        const crowd = Promise.all(Array.from({ length: PEOPLE }, one));
        const beside: number[] = [];
        let isOver = false;
        void crowd.finally(() => (isOver = true));
        while (!isOver) beside.push(await page(day++));
        const last = Math.max(...(await crowd));
        return {
          what: `a page while twenty people ask for ${what}: p95`,
          measured: percentile(beside, 0.95),
          unit: 'ms',
          most,
          from: `${beside.length} pages, median ${Math.round(median(beside))} ms; quiet ${Math.round(median(quiet))} ms, p95 ${Math.round(percentile(quiet, 0.95))} ms; the last after ${Math.round(last)} ms`
        };
      };
      const pack = await packOfTen(server);
      return [
        {
          what: 'SVG of a chart, drawn anew after a hundred others, p50',
          measured: median(svg),
          unit: 'ms',
          most: 20
        },
        { what: 'PNG 1920×1080, drawn anew, p50', measured: median(png), unit: 'ms', most: 300 },
        { what: 'deck of twenty native charts, p50', measured: median(made), unit: 'ms', most: 1500 },
        await whileAll('such decks', () => timedDeck(server, asked)),
        await whileAll('a pack of ten charts', () => timed(pack))
      ] satisfies Figure[];
    } finally {
      await server.stop();
    }
  }
};

/** The request for a deck of twenty charts that are pinned already, as is every one after the first. */
async function deckOfTwenty(server: Server): Promise<object> {
  const all = (await (await fetch(`${server.url}/api/charts`)).json()) as { slug: string; type: string }[];
  const native = all.filter(({ type }) => NATIVE.includes(type)).map(({ slug }) => ({ slug }));
  const charts = Array.from({ length: CHARTS }, (_, at) => native[at % native.length]);
  return { title: 'Twenty charts', charts, ...PLACE };
}

/** The address of a pack for a meeting, of a collection that is pinned already. */
async function packOfTen(server: Server): Promise<string> {
  const all = (await (await fetch(`${server.url}/api/charts`)).json()) as { slug: string }[];
  const slides = all.slice(0, 10).map(({ slug }) => ({ slug, ...PLACE }));
  const made = await fetch(`${server.url}/api/collections`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ slug: 'ten', title: 'Ten charts', slides })
  });
  if (!made.ok) throw new Error(`a collection: ${made.status} ${await made.text()}`);
  return `${server.url}/api/collections/ten/pack.zip`;
}

async function repeated(runs: number, one: (at: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < runs; at++) times.push(await one(at));
  return times;
}

async function timedDeck(server: Server, asked: object): Promise<number> {
  return timed(`${server.url}/api/decks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked)
  });
}

/** Milliseconds until the whole answer is there. */
async function timed(url: string, init: RequestInit = {}): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
  return performance.now() - began;
}

/** A day for each number up to 3,000, so that no page is a kept one. */
function dayNumber(at: number): string {
  return new Date(Date.UTC(2010, 0, 1 + at)).toISOString().slice(0, 10);
}
