import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describe as findingOf } from '$lib/charts/describe.ts';
import { viewOf } from '$lib/charts/view.ts';
import type { Lang, Text } from '$lib/field/text.ts';
import { DEFINITIONS } from '$lib/indicators/definitions.ts';
import { INDICATORS } from '$lib/indicators/registry.ts';
import * as charts from '$lib/server/charts.ts';
import { answerChart } from '$lib/server/charts/answers.ts';
import { chartFile, TYPES } from '$lib/server/charts/files.ts';
import { sentenceFor } from '$lib/server/charts/sentence.ts';
import { packIndex, packList } from '$lib/server/decks/pack-index.ts';
import * as pins from '$lib/server/pins.ts';
import * as present from '$lib/server/present/document.ts';
import * as store from '$lib/server/store.ts';
import { judge } from '$lib/slides/check.ts';
import { deckOf } from '$lib/slides/deck.ts';
import { openDeck } from '$lib/slides/open.ts';
import { documentOf } from '../../embed/[slug]/document.ts';
import type { Format } from '../../../params/format.ts';

/** A pin's figures and words never change again, also when the formula or the words of its indicator are mended. */
const dataDir = mkdtempSync(join(tmpdir(), 'yinli-mended-'));
const NOW = new Date('2024-03-01T00:00:00Z');
const LANGS: Lang[] = ['zh', 'en'];
const VIEW = { theme: 'light', width: 720, height: undefined, hasTitle: true, hasSource: true } as const;
const FILE = { scale: 1, hasPaths: false, ratio: '16:9' } as const;
/** What no word is without a mend. */
const MENDED = '改订mended';

beforeAll(async () => {
  await store.open({ dataDir });
  for (const { slug } of charts.list()) await pins.create(slug, {}, NOW);
}, 60_000);
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Everything that a pin is shown as, in both languages, by name. */
async function outputsOf(slug: string): Promise<Map<string, string>> {
  const outputs = new Map<string, string>();
  const { answer, place, ...mark } = pins.read(slug, '1');
  const state = { answer, pin: mark, place };
  const kept = pins.kept({ answer, place, ...mark });
  for (const lang of LANGS) {
    const add = (name: string, made: unknown) =>
      outputs.set(`${name} ${lang}`, typeof made === 'string' ? made : JSON.stringify(made));
    for (const format of Object.keys(TYPES) as Format[]) {
      if (format === 'png' && slug !== 'stock') continue;
      const file = await chartFile(format, state, { ...VIEW, ...FILE, lang });
      add(format, typeof file === 'string' ? file : Buffer.from(file).toString('base64'));
    }
    add('page', [viewOf(answer, lang, 'pin=1'), sentenceFor(answer, lang), findingOf(answer, lang)]);
    const embed = { theme: 'auto', hasTitle: true, lang, href: '', oembed: '' } as const;
    add('embed', documentOf(answer, 1, embed));
    const deck = { title: '稿', lang, ratio: '4:3', createdAt: mark.createdAt } as const;
    const [numbers, table] = [
      { kind: 'numbers' as const, title: '', cards: [kept] },
      { kind: 'table' as const, ...kept, text: '' }
    ];
    add('deck', Buffer.from(deckOf({ ...deck, slides: [numbers, table] })).toString('base64'));
    add('pack', [
      packIndex('稿', [{ name: 'x', ...state }], lang),
      packList('稿', [{ name: 'x', ...state }], lang)
    ]);
    const slides = (['chart', 'table'] as const).map((kind) => ({ kind, answer, mark, place, text: '' }));
    const cards = { kind: 'numbers' as const, title: '', cards: [{ answer, mark, place }] };
    const shown = { lang, scheme: 'auto', ratio: '16:9', otherHref: null, isLive: false } as const;
    add('present', present.documentOf({ title: '稿', home: '/', slides: [...slides, cards] }, shown));
  }
  return outputs;
}

/** Runs with every declared indicator and definition in other words, and every formula another. */
async function whileMended(task: () => Promise<void>): Promise<void> {
  const mended = (text: Text): Text => ({ zh: text.zh + MENDED, en: text.en + MENDED });
  const indicators = INDICATORS.map((one) => ({ ...one }));
  const definitions = DEFINITIONS.map((one) => ({ ...one }));
  try {
    for (const one of INDICATORS) {
      const { title, definition, numerator, denominator, isFlow } = one;
      Object.assign(one, {
        ...{ title: mended(title), definition: mended(definition), numerator: mended(numerator) },
        ...{ denominator: denominator && mended(denominator), isFlow: !isFlow },
        formula: { numerator: '777', value: 'count' }
      });
    }
    for (const one of DEFINITIONS) Object.assign(one, { title: mended(one.title), text: mended(one.text) });
    await task();
  } finally {
    for (const [at, one] of INDICATORS.entries()) Object.assign(one, indicators[at]);
    for (const [at, one] of DEFINITIONS.entries()) Object.assign(one, definitions[at]);
  }
}

describe('a pin', () => {
  it('stays byte for byte in every form when formulas and words are mended', async () => {
    const slugs = charts.list().map(({ slug }) => slug);
    const before = new Map<string, Map<string, string>>();
    for (const slug of slugs) before.set(slug, await outputsOf(slug));
    await whileMended(async () => {
      for (const slug of slugs) {
        for (const [name, made] of await outputsOf(slug))
          expect(made === before.get(slug)?.get(name), `${slug}: ${name}`).toBe(true);
      }
    });
  }, 120_000);

  it('is what a deck is checked against, though the same chart now says something else', async () => {
    const kept = pins.read('stock', '1');
    const bytes = await chartFile(
      'pptx',
      { answer: kept.answer, pin: kept, place: kept.place },
      { ...VIEW, ...FILE, lang: 'zh' }
    );
    const [found] = openDeck(bytes as Uint8Array).slides[0]?.charts ?? [];
    if (!found) throw new Error('there is no chart in the deck');
    expect(judge(found, kept.answer, kept.answer, 'zh').state).toBe('agrees');
    await whileMended(async () => {
      expect(judge(found, kept.answer, kept.answer, 'zh').state).toBe('agrees');
      // A day that nobody has asked for yet: its answer is made by the mended formula, in its words.
      const newest = await answerChart(charts.read('stock'), { asOf: '2023-11-30' });
      expect(JSON.stringify(newest)).toContain(MENDED);
      expect(newest.results[0]?.rows.at(-1)?.[1]).toBe(777);
      const { state, edits } = judge(found, kept.answer, newest, 'zh');
      expect({ state, edits }).toEqual({ state: 'stale', edits: [] });
    });
  });
});
