import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../answers.ts';
import { forReader } from './for-reader.ts';
import { closeAndRemove, load, openEmpty } from './indicators.fixture.ts';
import { shareJob, whenAllAbort } from './shared-job.ts';
import { read } from '../warehouse.ts';

describe('a job that several wait for', () => {
  it('goes on while one stays, and is stopped when the last leaves', async () => {
    const stopped: string[] = [];
    const job = shareJob<number>(
      (abandoned) =>
        new Promise((_, refused) =>
          abandoned.addEventListener('abort', () => (stopped.push('now'), refused(new Error())))
        )
    );
    const [one, two] = [new AbortController(), new AbortController()];
    const first = expect(job.join(one.signal)).rejects.toMatchObject({ code: 'cancelled' });
    const second = expect(job.join(two.signal)).rejects.toMatchObject({ code: 'cancelled' });
    one.abort();
    await first;
    expect(stopped).toEqual([]);
    two.abort();
    await second;
    expect(stopped).toEqual(['now']);
  });

  it('is never stopped for one who cannot leave', async () => {
    let isStopped = false;
    const job = shareJob(async (abandoned) => {
      abandoned.addEventListener('abort', () => (isStopped = true));
      return Promise.resolve(7);
    });
    const stays = job.join();
    await expect(job.join(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect([await stays, isStopped]).toEqual([7, false]);
  });

  it('waits for all signals, and for ever where one is missing', () => {
    const one = new AbortController();
    expect(whenAllAbort([one.signal, undefined])).toBeUndefined();
    const all = whenAllAbort([one.signal, AbortSignal.abort()]);
    expect(all?.aborted).toBe(false);
    one.abort();
    expect(all?.aborted).toBe(true);
  });
});

describe('queries of the store', () => {
  beforeAll(async () => {
    await openEmpty();
    await load({
      organizations:
        'credit_code,name,authority_code,registered_on,ended_on\nA,甲,440100,2010-01-01,\nB,乙,440100,2012-01-01,2020-01-01\n'
    });
  });
  afterAll(closeAndRemove);

  /** Some ten seconds of work. */
  const endless = () => ({
    sql: 'SELECT count(*) FROM range(200000) AS a, range(200000) AS b WHERE (a.range * b.range) % 7 = 3',
    params: []
  });

  it('interrupts a statement whose reader has gone, at once', async () => {
    const started = performance.now();
    const reader = new AbortController();
    setTimeout(() => reader.abort(), 100);
    await expect(read({}, endless, { signal: reader.signal })).rejects.toMatchObject({ code: 'cancelled' });
    // Freed processors answer the next one.
    expect((await read({}, () => ({ sql: 'SELECT 1', params: [] }))).rows).toEqual([[1]]);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('gives the very same answer to equal queries, and asks again after a reader left', async () => {
    const query = { dataset: 'organizations', indicator: 'stock', asOf: '2021-01-01' };
    const [one, other] = await Promise.all([ask(query), ask({ ...query })]);
    expect(other).toBe(one);
    expect(await ask(query)).toBe(one);
    const fresh = { ...query, asOf: '2019-01-01' };
    await expect(forReader(AbortSignal.abort(), () => ask(fresh))).rejects.toMatchObject({
      code: 'cancelled'
    });
    expect((await ask(fresh)).rows).toEqual([[2, 2, null]]);
  });

  it('answers a new version anew', async () => {
    const query = { dataset: 'organizations', indicator: 'stock', asOf: '2021-01-01' };
    const before = await ask(query);
    await load({
      organizations:
        'credit_code,name,authority_code,registered_on,ended_on\nA,甲,440100,2010-01-01,\nC,丙,440100,2011-01-01,\n'
    });
    const after = await ask(query);
    expect([before.rows[0]?.[0], after.rows[0]?.[0]]).toEqual([1, 2]);
    expect(await ask({ ...query, version: before.version })).toMatchObject({ rows: before.rows });
  });
});
