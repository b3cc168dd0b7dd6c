import { readdirSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { findDivision } from '../field/division.ts';
import { findDefinition } from '../indicators/definitions.ts';
import { parseArticle } from './article.ts';
import { publishedName } from './part.ts';

const DATA = new URL('../../../data/', import.meta.url);
const slugs = readdirSync(new URL('reports/', DATA))
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -3));
const statistics = Papa.parse<Record<string, string>>(readFileSync(new URL('statistics.csv', DATA), 'utf8'), {
  header: true,
  skipEmptyLines: true
}).data;

it('ships the forum report and at least five others', () => {
  expect(slugs).toContain('2023-12-29-nansha-forum');
  expect(slugs.length).toBeGreaterThanOrEqual(6);
});

describe.each(slugs)('%s', (slug) => {
  const article = parseArticle(slug, readFileSync(new URL(`reports/${slug}.md`, DATA), 'utf8'));

  it('is retold, dated as its name says, and short', () => {
    expect(article.retold).toBe(true);
    expect(slug.slice(0, 10)).toBe(article.publishedOn);
    expect(article.paragraphs.length).toBeGreaterThanOrEqual(3);
    expect(article.paragraphs.length).toBeLessThanOrEqual(6);
    for (const paragraph of article.paragraphs) expect(paragraph).not.toMatch(/\n|\{|\}/);
  });

  it('has figures in the order of the text, whose slices hold their numbers', () => {
    const places = article.figures.map(({ paragraph, start }) => paragraph * 10_000 + start);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const figure of article.figures) {
      expect(article.paragraphs[figure.paragraph]?.slice(figure.start, figure.end)).toBe(figure.text);
      const [, digits = '', wan] = /([\d.]+)(万?)/.exec(figure.text) ?? [];
      expect(Math.round(Number(digits) * (wan ? 10_000 : 1) * 100) / 100, figure.text).toBe(figure.value);
      expect(figure.text.endsWith(figure.unit), figure.text).toBe(true);
      expect(findDivision(figure.region)).toBeDefined();
      if (figure.definition !== null) expect(findDefinition(figure.definition)).toBeDefined();
    }
  });

  it('leaves no number of the text unmarked but dates', () => {
    article.paragraphs.forEach((paragraph, index) => {
      const undated = paragraph.replace(/\d+年(\d+月)?(\d+日)?/g, (date) => ' '.repeat(date.length));
      const marked = article.figures.filter((figure) => figure.paragraph === index);
      for (const number of undated.matchAll(/\d[\d.]*/g)) {
        const isMarked = marked.some(({ start, end }) => start <= number.index && number.index < end);
        expect(isMarked, `${number[0]} in ${paragraph}`).toBe(true);
      }
    });
  });

  it('agrees with the published figures made from it', () => {
    for (const figure of article.figures) {
      const name = figure.indicator && publishedName(figure.indicator, figure.part ?? null);
      // The printed rate is in no row: it is what two of them make.
      if (name === null || (name === 'filing_rate' && figure.unit === '%')) continue;
      const row = statistics.find(
        (r) =>
          r.source_url === article.url &&
          r.indicator === name &&
          r.definition === figure.definition &&
          r.region_code === figure.region &&
          r.type === (figure.type ?? '')
      );
      expect([row?.value, row?.as_of, row?.precision, row?.unit, row?.published_on], figure.text).toEqual([
        String(figure.value),
        figure.asOf,
        figure.precision,
        figure.unit,
        article.publishedOn
      ]);
    }
  });
});
