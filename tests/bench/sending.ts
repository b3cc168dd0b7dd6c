import { start } from '../e2e/serve.ts';
import { serveBare, take } from './bare.ts';
import { inPairs, median, type Bench, type Figure } from './figure.ts';
import { requestsPerSecond } from './load.ts';

const PAIRS = 5;
const EACH_MS = 1500;
const PACKED = { 'accept-encoding': 'br' };

/** A kept drawing and embed: requests a second beside a bare server with the same bytes; 304; weight of an embed. */
export const sending: Bench = {
  name: 'sending',
  measure: async () => {
    const server = await start();
    try {
      const figures: Figure[] = [];
      for (const path of [
        '/charts/stock.svg',
        '/charts/stock.png?width=960&height=540&scale=2',
        '/embed/stock',
        '/embed/regions-ranked'
      ]) {
        await take(server.url + path, PACKED);
        const sent = await take(server.url + path, PACKED);
        const bare = await serveBare(new Map([[path, sent]]));
        const { ones, others, ratio } = await inPairs(
          PAIRS,
          () => requestsPerSecond(server.url + path, PACKED, EACH_MS),
          () => requestsPerSecond(bare.url + path, PACKED, EACH_MS)
        );
        bare.stop();
        const from = `${Math.round(median(ones))} a second, bare ${Math.round(median(others))}`;
        figures.push({ what: `kept ${path} ÷ bare server`, measured: ratio, unit: '×', least: 0.5, from });
        const again = await take(server.url + path, {
          ...PACKED,
          'if-none-match': String(sent.headers.etag)
        });
        figures.push({
          what: `${path} asked with its ETag`,
          measured: again.status,
          unit: '',
          least: 304,
          most: 304
        });
        if (!path.startsWith('/embed')) continue;
        figures.push({
          what: `${path} on the wire`,
          measured: sent.body.byteLength / 1000,
          unit: 'KB',
          most: 15
        });
      }
      return figures;
    } finally {
      await server.stop();
    }
  }
};
