import { afterAll, beforeAll, expect, it } from 'vitest';
import { readArticle } from '../../reports/read-article.ts';
import { closeAndRemove, filingsOf, load, openEmpty } from '../answers/indicators.fixture.ts';
import * as reports from '../reports.ts';

/** Of 60 due, 40 filed; missing are 12 one year, 5 two and 3 three years; the first 30 are associations. */
const MISSED: number[] = [
  ...Array(12).fill(1),
  ...Array(5).fill(2),
  ...Array(3).fill(3),
  ...Array(40).fill(0)
];
const LAST_YEAR = 2022;

beforeAll(async () => {
  const codes = MISSED.map((_, index) => `X${index}`);
  await openEmpty();
  await load({
    organizations: [
      'credit_code,name,type,authority_code,registered_on,ended_on',
      ...codes.map(
        (code, index) => `${code},示例${index},${index < 30 ? 'association' : 'service'},440100,2010-01-01,`
      )
    ].join('\n'),
    filings: filingsOf(MISSED, LAST_YEAR)
  });
});
afterAll(closeAndRemove);

/** The verdicts and values of a sentence's figures. */
async function checksOf(sentence: string) {
  const source = `广州市科技类社会组织年报情况通报\n\n发布时间：2023-12-29 来源：示例日报\n\n${sentence}\n`;
  const from = { type: 'text/plain', bytes: new TextEncoder().encode(source) };
  const { report } = reports.create(readArticle(source), {}, from, 'test', new Date('2024-01-05T04:00:00Z'));
  const checks = await Promise.all(report.figures.map((figure) => reports.check(report, figure)));
  return checks.map(({ verdict, value }, at) => [report.figures[at]?.text, verdict, value]);
}

it('holds due, filed and missed against the rate’s own query', async () => {
  expect(
    await checksOf(
      '2022年度应参加年报的科技类社会组织60家，已报送40家，参报率66.7%；未报20家，其中连续一年未报的12家、两年的5家、三年及以上的3家。'
    )
  ).toEqual([
    ['60家', 'equal', 60],
    ['40家', 'equal', 40],
    ['66.7%', 'agrees', 66.666667],
    ['20家', 'equal', 20],
    ['12家', 'equal', 12],
    ['5家', 'equal', 5],
    ['3家', 'equal', 3]
  ]);
});

it('does so by type, with words of precision, and says what differs', async () => {
  expect(
    await checksOf('应报年报的科技类社会团体30家，近10家已参报；科技类社会服务机构应报约30家，已报29家。')
  ).toEqual([
    ['30家', 'equal', 30],
    ['近10家', 'differs', 10],
    ['约30家', 'agrees', 30],
    ['29家', 'differs', 30]
  ]);
});

it('holds no count against a rate, and a corrected part against its query', async () => {
  const source = `年报通报\n\n发布时间：2023-12-29\n\n广州市科技类社会组织年报工作覆盖60家。\n`;
  const from = { type: 'text/plain', bytes: new TextEncoder().encode(source) };
  const { report } = reports.create(readArticle(source), {}, from, 'test', new Date('2024-01-05T04:00:00Z'));
  const verdictAfter = async (edit: Record<string, unknown>) => {
    const article = reports.updateFigure(report.slug, 'f1', edit, 'test');
    return (await reports.check(article, article.figures[0]!)).verdict;
  };
  expect(await verdictAfter({ indicator: 'filing_rate', definition: null })).toBe('no-data');
  expect(await verdictAfter({ part: 'denominator' })).toBe('equal');
});
