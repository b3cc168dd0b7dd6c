import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArticle } from '../reports/read-article.ts';
import { commit } from './commit.ts';
import { check, flips, refresh } from './reports/checks.ts';
import * as kept from './reports/store.ts';
import * as tables from './reports/tables.ts';
import * as reports from './reports.ts';
import * as store from './store.ts';

/** Four organizations of Guangzhou in the first version, five in the second, which was known only later. */
const HEAD = 'credit_code,name,type,authority_code,seat_code,registered_on,status,ended_on,end_reason\n';
const row = (code: string) => `${code},示例${code},association,440100,440104,2010-05-01,正常,,\n`;
const NOW = new Date('2024-06-01T04:00:00Z');
const URL = 'http://news.example/one';
const ARTICLE = `全市科技类社会组织年度情况通报会召开

发布时间：2024-01-10 来源：示例日报

截至2023年12月底，广州市科技类社会组织4家，其中社会团体4家。会议由民政部门主持，各区代表介绍了本区的做法。

与会者认为，下一步要在资源对接、成果发布等方面多下功夫，让更多的组织稳得住、办得好，服务本地产业发展。
`;
const text = (source: string) => ({ type: 'text/plain', bytes: new TextEncoder().encode(source) });
let dataDir = '';

async function load(dataset: string, csv: string, knownOn: string): Promise<void> {
  const about = {
    title: { zh: dataset, en: dataset },
    kind: 'registry',
    definition: dataset === 'organizations' ? 'tech-local' : undefined
  };
  await commit(dataDir, {
    dataset,
    bytes: new TextEncoder().encode(csv),
    filename: `${dataset}.csv`,
    mode: 'replace',
    by: 'test',
    knownOn,
    ...about
  } as Parameters<typeof commit>[1]);
}

const create = (source: string, said = {}) =>
  reports.create(readArticle(source), said, text(source), 'test', NOW);

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'yinli-reports-'));
  await store.open({ dataDir, withSample: false });
  await load('organizations', HEAD + ['A', 'B', 'C', 'D'].map(row).join(''), '2024-01-05');
});

afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a report', () => {
  let slug = '';

  it('is kept under a slug of its own, beside the bytes as they came', async () => {
    const { report, doubts } = create(ARTICLE, { url: URL });
    slug = report.slug;
    expect(slug).toMatch(/^2024-01-10-[0-9a-f]{6}$/);
    expect(report).toMatchObject({ publisher: '示例日报', url: URL, duplicateOf: null });
    expect(doubts).toEqual([]);
    expect(new TextDecoder().decode(kept.original(slug)?.bytes)).toBe(ARTICLE);
    expect(
      report.figures.map((figure) => report.paragraphs[figure.paragraph]?.slice(figure.start, figure.end))
    ).toEqual(['4家', '4家']);
  });

  it('is checked by the query that draws the chart', async () => {
    const report = reports.read(slug);
    const checks = await Promise.all(report.figures.map((figure) => check(report, figure)));
    expect(checks).toMatchObject([
      { verdict: 'equal', value: 4, dataset: 'organizations', version: 1, synthetic: false },
      { verdict: 'equal', value: 4 }
    ]);
  });

  it('is known again, also reprinted with small changes; both never confirm each other', async () => {
    const published = `region_code,indicator,type,as_of,value,unit,precision,definition,source_title,source_url,published_on
440100,charities,,2023-12-31,7,家,exact,all-bulletin,转载者,http://other.example/two,2024-01-12\n`;
    await load('statistics', published, '2024-02-01');
    const charities = ARTICLE.replace('其中社会团体4家', '全市慈善组织7家');
    const first = create(charities).report;
    const reprint = create(charities.replace('召开', '举行').replace('示例日报', '另一家报'), {
      url: 'http://other.example/two'
    }).report;
    expect(reprint.slug).not.toBe(first.slug);
    expect(kept.rootOf(reprint)).toBe(kept.rootOf(first));
    const figure = first.figures.find(({ indicator }) => indicator === 'charities');
    expect(figure && (await check(first, figure)).verdict).toBe('no-data');
    for (const one of [first, reprint]) kept.setDeleted(one.slug, true, 'test', NOW);
    const alone = create(charities.replaceAll('会议', '研讨会'), { url: 'http://third.example' }).report;
    const known = alone.figures.find(({ indicator }) => indicator === 'charities');
    expect(known && (await check(alone, known)).verdict).toBe('equal');
    kept.setDeleted(alone.slug, true, 'test', NOW);
  });

  it('keeps a correction through edits of the text and teaches the table, nothing else', () => {
    const [, part] = reports.read(slug).figures;
    reports.updateFigure(
      slug,
      part?.id ?? '',
      { subject: '广州市示例协会', indicator: 'stock', definition: 'cast-societies' },
      'test',
      NOW
    );
    expect(tables.ownSubjects()).toMatchObject([{ phrase: '示例协会', definition: 'cast-societies' }]);
    const { paragraphs } = reports.read(slug);
    const edited = reports.update(
      slug,
      {
        text: `新写的第一段文字在这里，没有数字。\n${paragraphs.join('\n').replace('截至', '据通报，截至')}`
      },
      'test',
      NOW
    );
    const corrected = edited.figures.find(({ state }) => state === 'corrected');
    expect(corrected).toMatchObject({
      paragraph: 1,
      text: '4家',
      definition: 'cast-societies',
      subject: '广州市示例协会'
    });
    expect(edited.paragraphs[1]?.slice(corrected?.start, corrected?.end)).toBe('4家');
    const back = reports.updateFigure(slug, part?.id ?? '', { state: 'found' }, 'test', NOW);
    expect(back.figures.find(({ id }) => id === part?.id)).toMatchObject({
      definition: part?.definition,
      subject: part?.subject
    });
    expect(tables.history('subjects')).toHaveLength(1);
  });

  it('does not find again what was rejected', () => {
    const id = reports.read(slug).figures[0]?.id ?? '';
    expect(reports.updateFigure(slug, id, { state: 'rejected' }, 'test', NOW).figures).toHaveLength(1);
    const edited = reports.update(slug, { publishedOn: '2024-01-11' }, 'test', NOW);
    expect([edited.figures.length, edited.rejected.length]).toEqual([1, 1]);
    expect(reports.updateFigure(slug, id, { state: 'found' }, 'test', NOW).figures).toHaveLength(2);
  });

  it('is gone when deleted and whole when put back', () => {
    const before = reports.read(slug);
    kept.setDeleted(slug, true, 'test', NOW);
    expect(() => reports.read(slug)).toThrow('deleted-report');
    expect(reports.list()).toEqual([]);
    kept.setDeleted(slug, false, 'test', NOW);
    expect(reports.read(slug)).toEqual(before);
    expect(kept.changes(slug).length).toBeGreaterThan(5);
  });

  it('says what the data flipped, and what was known when it came out', async () => {
    await refresh(NOW);
    expect(flips()).toEqual([]);
    await load('organizations', HEAD + ['A', 'B', 'C', 'D', 'E'].map(row).join(''), '2024-03-05');
    await refresh(NOW);
    expect(flips()[0]).toMatchObject({ slug, before: 'equal', after: 'differs', value: 5 });
    const report = reports.read(slug);
    const total = report.figures[0];
    expect(total && (await check(report, total))).toMatchObject({
      verdict: 'differs',
      value: 5,
      then: { verdict: 'equal', value: 4, version: 1 }
    });
  });

  it('refuses what makes no sense, naming it', () => {
    expect(() => reports.read('nothing')).toThrow('unknown-report');
    expect(() => reports.updateFigure(slug, 'f99', {}, 'test', NOW)).toThrow('unknown-figure');
    expect(() => reports.updateFigure(slug, 'f1', { region: '999999' }, 'test', NOW)).toThrow(
      'unknown-region'
    );
    expect(() => reports.updateFigure(slug, 'f1', { asOf: '2023-02-30' }, 'test', NOW)).toThrow('bad-date');
    expect(() => reports.updateFigure(slug, 'f1', { indicator: 'fame' }, 'test', NOW)).toThrow(
      'unknown-indicator'
    );
    expect(() => reports.update(slug, { text: ' \n ' }, 'test', NOW)).toThrow('empty-report');
    expect(() => tables.setTolerances({ nearly: 0.1, over: 9, about: 0.05 }, 'test', '', NOW)).toThrow(
      'bad-tolerances'
    );
  });
});
