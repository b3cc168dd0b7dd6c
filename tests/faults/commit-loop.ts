import { commit } from '../../src/lib/server/commit.ts';
import * as store from '../../src/lib/server/store.ts';

/** Commits version after version, saying each once it is acknowledged, until it is killed. */
const [dataDir = ''] = process.argv.slice(2);
await store.open({ dataDir, withSample: false });
console.log('open');
for (;;) {
  const count = 1 + Math.floor(Math.random() * 400);
  const cells = Array.from({ length: count }, (_, n) => `${n},${count},示例${n}`).join('\r\n');
  const bytes = new TextEncoder().encode(`n,count,name\r\n${cells}\r\n`);
  const receipt = await commit(dataDir, {
    dataset: 'loop',
    bytes,
    filename: 'loop.csv',
    mode: 'replace',
    by: 'test'
  });
  console.log(`committed ${receipt.version} ${count}`);
}
