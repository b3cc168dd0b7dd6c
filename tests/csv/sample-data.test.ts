import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { generate } from '../../data/generate.ts';
import { creditCodeFault, parseCreditCode } from '../../src/lib/field/credit-code.ts';
import { childrenOf, findDivision, isInRegion } from '../../src/lib/field/division.ts';
import { FIELDS } from '../../src/lib/field/field-keywords.ts';
import { GRADES } from '../../src/lib/field/grade.ts';
import { ORGANIZATION_TYPES } from '../../src/lib/field/organization-type.ts';
import { PRECISIONS } from '../../src/lib/field/precision.ts';
import { findDefinition } from '../../src/lib/indicators/definitions.ts';

type Row = Record<string, string>;

const textOf = (name: string) => readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8');
const rowsOf = (name: string) => Papa.parse<Row>(textOf(name).trimEnd(), { header: true }).data;
const isDate = (text = '') =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

const organizations = rowsOf('organizations.csv');

function alive(on: string, region = '440000'): Row[] {
  return organizations.filter(
    (o) =>
      isInRegion(o.authority_code!, region) &&
      o.registered_on! <= on &&
      (o.ended_on === '' || o.ended_on! > on)
  );
}

describe('the synthetic registry', () => {
  it('is what its generator makes, byte for byte', () => {
    for (const [name, text] of Object.entries(generate())) {
      expect(textOf(name) === text, `${name} differs: run npm run sample`).toBe(true);
      expect(text).not.toMatch(/\r|^\uFEFF/);
    }
  });

  it('has 471 alive in Guangzhou and nearly 4,000 in Guangdong at the end of 2023', () => {
    expect(alive('2023-12-31', '440100')).toHaveLength(471);
    expect(alive('2023-12-31').length).toBeGreaterThanOrEqual(3900);
    expect(alive('2023-12-31').length).toBeLessThan(4000);
  });

  it('grows without jumps, and on to the end of 2024', () => {
    for (const region of ['440000', '440100']) {
      for (let year = 2012; year <= 2024; year++) {
        const growth = alive(`${year}-12-31`, region).length / alive(`${year - 1}-12-31`, region).length - 1;
        expect(growth, `${region} ${year}`).toBeGreaterThan(0.03);
        expect(growth, `${region} ${year}`).toBeLessThan(0.16);
      }
    }
    const last = organizations
      .flatMap((o) => [o.registered_on!, o.ended_on!])
      .sort()
      .at(-1)!;
    expect(last > '2024-12-20' && last <= '2024-12-31').toBe(true);
  });

  it('has valid and unique credit codes that say the type and the authority', () => {
    expect(new Set(organizations.map((o) => o.credit_code)).size).toBe(organizations.length);
    for (const o of organizations) {
      expect(creditCodeFault(o.credit_code!), o.credit_code).toBeNull();
      const code = parseCreditCode(o.credit_code!);
      expect([code?.type, code?.division]).toEqual([o.type, o.authority_code]);
    }
  });

  it('has names that nobody bears, each once', () => {
    expect(new Set(organizations.map((o) => o.name)).size).toBe(organizations.length);
    expect(organizations.filter((o) => !o.name!.startsWith('示例'))).toEqual([]);
  });

  it('lives in every city and in every district of Guangzhou', () => {
    for (const { code } of [...childrenOf('440000'), ...childrenOf('440100')]) {
      expect(alive('2023-12-31', code).length, code).toBeGreaterThan(0);
    }
    const districts = childrenOf('440100').map(({ code }) => code);
    const seats = organizations
      .filter((o) => isInRegion(o.authority_code!, '440100'))
      .map((o) => o.seat_code!);
    expect(seats.filter((seat) => seat !== '' && !districts.includes(seat))).toEqual([]);
  });

  it('has lives that make sense', () => {
    const fields = FIELDS.map(({ title }) => title.zh);
    for (const o of organizations) {
      const where = o.credit_code;
      expect(ORGANIZATION_TYPES, where).toContain(o.type);
      expect(isDate(o.registered_on), where).toBe(true);
      if (o.seat_code) expect(findDivision(o.seat_code), where).toBeDefined();
      if (o.field) expect(fields, where).toContain(o.field);
      expect(o.field === '', where).toBe(o.subfield === '');
      expect(o.status, where).toBe(o.end_reason === '' ? '正常' : `已${o.end_reason}`);
      expect(o.end_reason === '', where).toBe(o.ended_on === '');
      if (o.ended_on) expect(isDate(o.ended_on) && o.ended_on > o.registered_on!, where).toBe(true);
      expect(o.grade === '', where).toBe(o.grade_on === '');
      if (o.grade) expect(GRADES, where).toContain(o.grade);
      const eligibleFrom = `${Number(o.registered_on!.slice(0, 4)) + 2}${o.registered_on!.slice(4)}`;
      if (o.grade) expect(isDate(o.grade_on) && o.grade_on! >= eligibleFrom, where).toBe(true);
    }
  });

  it('has filings and listings within the life of their organization', () => {
    const byCode = new Map(organizations.map((o) => [o.credit_code, o]));
    for (const filing of rowsOf('filings.csv')) {
      const o = byCode.get(filing.credit_code)!;
      expect(o.registered_on! <= `${filing.year}-12-31`).toBe(true);
      if (filing.due === 'false') expect(filing.filed_on).toBe('');
      if (filing.filed_on) {
        expect(isDate(filing.filed_on) && filing.filed_on.startsWith(String(Number(filing.year) + 1))).toBe(
          true
        );
        expect(o.ended_on === '' || filing.filed_on < o.ended_on!).toBe(true);
      }
    }
    for (const listing of rowsOf('credit_lists.csv')) {
      const o = byCode.get(listing.credit_code)!;
      expect(['活动异常名录', '严重违法失信名单']).toContain(listing.list);
      expect(listing.from_on! > o.registered_on!).toBe(true);
      if (listing.to_on) expect(listing.to_on > listing.from_on!).toBe(true);
      if (o.ended_on) expect(listing.to_on !== '' && listing.to_on! <= o.ended_on).toBe(true);
    }
  });
});

describe('the published figures', () => {
  const statistics = rowsOf('statistics.csv');

  it('have a known region, type, precision and definition, valid dates and numbers', () => {
    expect(statistics.length).toBeGreaterThan(150);
    for (const row of statistics) {
      const where = JSON.stringify(row);
      expect(findDivision(row.region_code!), where).toBeDefined();
      expect(['', ...ORGANIZATION_TYPES], where).toContain(row.type);
      expect(PRECISIONS, where).toContain(row.precision);
      expect(findDefinition(row.definition!), where).toBeDefined();
      expect(isDate(row.as_of), where).toBe(true);
      if (row.published_on) expect(isDate(row.published_on), where).toBe(true);
      expect(row.value, where).toMatch(/^\d+(\.\d+)?$/);
      expect(['家', '人', '个/万人'], where).toContain(row.unit);
      expect(row.source_title, where).not.toBe('');
      expect(row.source_url === '' || URL.canParse(row.source_url!), where).toBe(true);
    }
  });

  it('say nothing twice', () => {
    const keys = statistics.map((r) => [r.region_code, r.indicator, r.type, r.as_of, r.definition].join());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('hold the two figures of the forum report', () => {
    const seed = statistics.filter((r) => r.definition === 'tech-local');
    expect(seed.map((r) => [r.region_code, r.indicator, r.as_of, r.value, r.precision])).toEqual([
      ['440000', 'stock', '2023-12-31', '4000', 'nearly'],
      ['440100', 'stock', '2023-12-31', '471', 'exact']
    ]);
  });

  it('add up where they are said to', () => {
    const value = (match: Row) =>
      Number(statistics.find((r) => Object.entries(match).every(([key, text]) => r[key] === text))?.value);
    const districts = childrenOf('440100').map(({ code }) =>
      value({ region_code: code, indicator: 'residents' })
    );
    const city = { region_code: '440100', indicator: 'residents', definition: 'residents-yearly' };
    expect(districts.reduce((a, b) => a + b)).toBe(value(city));
    const missing = ['filings_missed_1', 'filings_missed_2', 'filings_missed_3'].map((i) =>
      value({ indicator: i })
    );
    expect(missing.reduce((a, b) => a + b)).toBe(value({ indicator: 'filings_missing' }));
  });
});

describe('data/datasets.json', () => {
  const datasets = JSON.parse(textOf('datasets.json')) as Record<string, string | null>[];

  it('names every file of data/ and known definitions', () => {
    expect(datasets.map(({ file }) => file)).toEqual([
      'organizations.csv',
      'filings.csv',
      'credit_lists.csv',
      'statistics.csv',
      'divisions.csv'
    ]);
    for (const { file, knownOn, definition } of datasets) {
      expect(rowsOf(file!).length).toBeGreaterThan(30);
      expect(isDate(knownOn!)).toBe(true);
      if (definition !== null) expect(findDefinition(definition!)).toBeDefined();
    }
  });
});
