import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as charts from './charts.ts';
import { rememberDeck, removeChart, usesOf } from './charts/uses.ts';
import * as collections from './collections.ts';
import { commit } from './commit.ts';
import { movedTo } from './charts/moved.ts';
import * as pins from './pins.ts';
import * as store from './store.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-collections-'));
const NOW = new Date('2024-03-01T00:00:00Z');
const spec = {
  type: 'bar',
  query: { dataset: 'things', measure: { aggregate: 'sum', column: 'number' }, by: 'name' }
};
const load = (row: string) =>
  commit(dataDir, {
    ...{ dataset: 'things', bytes: Buffer.from(`name,number\n${row}`), filename: 'things.csv' },
    ...{ mode: 'replace' as const, by: 'test' }
  });
const made = (slug: string) => charts.create({ slug, title: slug, spec }, 'test', NOW);

beforeAll(async () => {
  await store.open({ dataDir, withSample: false });
  await load('a,1\n');
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a chart under another slug', () => {
  it('is found by the former one, with its pins, and every address of it leads there', async () => {
    made('first');
    await pins.create('first', {}, NOW);
    charts.update('first', { slug: 'second', title: 'first', spec });
    charts.update('second', { slug: 'third', spec });
    expect(charts.read('first')).toMatchObject({ slug: 'third', title: { zh: 'first' } });
    expect(pins.list('first').map(({ pin }) => pin)).toEqual([1]);
    const url = new URL('http://x/charts/first.svg?pin=1&lang=en');
    expect(movedTo('/charts/[slug].[format=format]', 'first', url)).toBe('/charts/third.svg?pin=1&lang=en');
    expect(movedTo('/embed/[slug]', 'second', new URL('http://x/embed/second'))).toBe('/embed/third');
    expect(movedTo('/charts/[slug]/[[tab=tab]]', 'third', new URL('http://x/charts/third'))).toBeNull();
  });

  it('answers the same, so it needs no further pin', async () => {
    expect((await pins.current('third', {}, NOW)).pin).toBe(1);
  });

  it('keeps the names it had from others, and may take one back', () => {
    expect(() => made('first')).toThrow(/slug-taken/);
    expect(charts.create({ title: 'First', spec }, 'test').slug).toBe('first-2');
    expect(charts.update('third', { slug: 'first', spec }).slug).toBe('first');
    expect(charts.read('third').slug).toBe('first');
  });

  it('keeps its slug from others as long as its pins are there', () => {
    removeChart('first', false);
    expect(() => made('first')).toThrow(/slug-taken/);
    expect(pins.read('third', '1').pin).toBe(1);
  });
});

describe('titles', () => {
  it.each([
    ['多行\n标题\u0007', '多行 标题'],
    ['\u202eevil\u202c', 'evil'],
    ['<b>&"</b> 👩‍🔬 مرحبا', '<b>&"</b> 👩‍🔬 مرحبا']
  ])('%j becomes %j', (given, kept) => {
    const { slug, title } = charts.create({ title: given, spec }, 'test');
    expect(title.zh).toBe(kept);
    charts.remove(slug);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['what is not seen', '\u200b\u202e'],
    ['10,000 characters', 'x'.repeat(10_000)]
  ])('%s is refused', (_, title) => {
    expect(() => charts.create({ title, spec }, 'test')).toThrow(/bad-chart/);
  });
});

describe('a collection', () => {
  it('pins its charts when it is saved, and shows those figures whatever is loaded', async () => {
    made('one');
    const { slides } = await collections.create(
      {
        slug: 'meeting',
        title: '会议',
        slides: [
          { slug: 'one', text: '第一' },
          { kind: 'text', title: '完' }
        ]
      },
      'test',
      NOW
    );
    expect(slides[0]).toMatchObject({ kind: 'chart', slug: 'one', pin: 1 });
    await load('a,2\n');
    const again = await collections.update(
      'meeting',
      { title: '会议', slides: [{ slug: 'one', pin: 1 }] },
      NOW
    );
    expect(again.slides[0]).toMatchObject({ pin: 1 });
    const anew = await collections.update('meeting', { title: '会议', slides: [{ slug: 'one' }] }, NOW);
    expect(anew.slides[0]).toMatchObject({ pin: 2 });
  });

  it('keeps the other language of a text that is sent back unchanged', async () => {
    const title = { zh: '双语', en: 'Both' };
    const text = { zh: '一', en: 'One' };
    await collections.create({ slug: 'both', title, slides: [{ slug: 'one', text }] }, 'test', NOW);
    const kept = await collections.update(
      'both',
      { title: 'Both', slides: [{ slug: 'one', text: '一' }] },
      NOW
    );
    expect(kept).toMatchObject({ title, slides: [{ text }] });
    const changed = await collections.update('both', { title: '新', slides: [] }, NOW);
    expect(changed.title).toEqual({ zh: '新', en: '新' });
  });

  it('is renamed like a chart, and shares no slug with one', async () => {
    await collections.update('both', { slug: 'renamed', title: 'Both', slides: [] }, NOW);
    expect(collections.read('both').slug).toBe('renamed');
    expect(movedTo('/present/[slug]', 'both', new URL('http://x/present/both?live'))).toBe(
      '/present/renamed?live'
    );
    await expect(collections.create({ slug: 'one', title: 'x', slides: [] }, 'test', NOW)).rejects.toThrow(
      /slug-taken/
    );
    expect(() => made('both')).toThrow(/slug-taken/);
  });

  it('refuses unknown charts and pins, odd slides and too many', async () => {
    const make = (slides: unknown) => collections.create({ title: 'x', slides }, 'test', NOW);
    await expect(make([{ slug: 'nothing' }])).rejects.toThrow(/unknown-chart/);
    await expect(make([{ slug: 'one', pin: 99 }])).rejects.toThrow(/unknown-pin/);
    await expect(make([{ kind: 'film', slug: 'one' }])).rejects.toThrow(/bad-collection/);
    await expect(make(Array(61).fill({ slug: 'one' }))).rejects.toThrow(/bad-collection/);
  });
});

describe('deleting a chart', () => {
  it('names the pins, collections and decks that show it', () => {
    rememberDeck('季报', ['one', 'one'], NOW);
    rememberDeck('季报', ['one'], NOW);
    expect(usesOf('one')).toEqual({
      pins: [1, 2],
      collections: [{ slug: 'meeting', title: { zh: '会议', en: '会议' } }],
      decks: [{ title: '季报', at: NOW.toISOString() }]
    });
    expect(() => removeChart('one', false)).toThrow(/chart-in-use/);
    removeChart('one', true);
    expect(() => charts.read('one')).toThrow(/unknown-chart/);
    expect(pins.list('one')).toHaveLength(2);
  });
});
