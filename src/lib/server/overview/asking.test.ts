import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askingOf } from './asking.ts';
import { commit } from '../commit.ts';
import * as store from '../store.ts';

it('says what is missing once, and answers the rest', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yinli-asking-'));
  await store.open({ dataDir, withSample: false });
  try {
    const text = 'credit_code,name,authority_code,registered_on,ended_on\nA,甲,440100,2010-01-01,\n';
    const bytes = new TextEncoder().encode(text);
    await commit(dataDir, {
      dataset: 'organizations',
      bytes,
      filename: 'o.csv',
      mode: 'replace',
      by: 'test'
    });
    const { ask, missing } = askingOf('440000', '2020-01-01');
    expect(await ask('density')).toBeNull();
    expect(await ask('share_of_all')).toBeNull();
    expect((await ask('stock'))?.rows).toEqual([[1, 1, null]]);
    expect(missing.map(({ zh }) => zh).filter((zh) => zh.includes('statistics'))).toHaveLength(
      missing.length
    );
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
