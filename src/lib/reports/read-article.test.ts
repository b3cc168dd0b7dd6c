import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.ts';
import { dayIn, doubtsOf } from './draft.ts';
import { findFigures } from './figures.ts';
import { placeNames } from './place-names.ts';
import { formatOf, readArticle } from './read-article.ts';
import { isSameArticle } from './similarity.ts';

const BODY = '截至2023年12月底，广东省科技类社会组织近4000家，广州市科技类社会组织471家。';
const COPIED = `工作动态

湾区科技类社会组织年度交流会在南沙召开

发布时间:2023-12-29 来源:南沙简讯


本次会议由市、区两级民政部门指导，50余家科技类社会组织齐聚南沙，交流经验。

“数说”发展

“471”背后的故事

${BODY}

${BODY}

附件:
`;

describe('an article copied from a page', () => {
  const draft = readArticle(COPIED);

  it('gives headline, date and publisher, not the name of the column', () => {
    expect(draft).toMatchObject({
      headline: '湾区科技类社会组织年度交流会在南沙召开',
      publishedOn: '2023-12-29',
      publisher: '南沙简讯'
    });
  });

  it('counts a repeated paragraph once, joins headings, leaves out 附件', () => {
    expect(draft.paragraphs).toHaveLength(2);
    expect(draft.headings).toEqual({ 1: '“数说”发展 “471”背后的故事' });
  });

  it('holds its three figures and no other', () => {
    const figures = findFigures({ ...draft, publishedOn: '2023-12-29' });
    expect(figures.map(({ text, region, asOf, indicator }) => [text, region, asOf, indicator])).toEqual([
      ['50余家', '440115', '2023-12-29', 'attendance'],
      ['近4000家', '440000', '2023-12-31', 'stock'],
      ['471家', '440100', '2023-12-31', 'stock']
    ]);
  });

  it('is known again when it is reprinted with small changes', () => {
    const first = { ...draft, publishedOn: '2023-12-29' };
    const reprint = readArticle(COPIED.replace('湾区科技类', '大湾区科技').replace('交流经验', '共话未来'));
    expect(isSameArticle(first, { ...reprint, publishedOn: '2024-01-03' })).toBe(true);
    const other = readArticle(
      `另一篇报道的标题是这样的\n\n${'深圳的社会组织在这一年有了新的变化，登记数量保持平稳，没有大的起落。'.repeat(2)}`
    );
    expect(isSameArticle(first, { ...other, publishedOn: '2023-12-29' })).toBe(false);
  });
});

describe('other ways an article comes', () => {
  it('HTML: text only, the rest from its markup', () => {
    const draft =
      readArticle(`<!doctype html><title>网页名_某网</title><meta name="PubDate" content="2024-03-05 10:00">
      <meta name="ContentSource" content="某日报"><link rel="canonical" href="https://news.example/a">
      <nav>导航 3家</nav><h1>全市科技类社会组织<b>情况</b></h1><script>alert('12家')</script>
      <form action="/x"><input value="3家"><button>提交 4家</button></form><style>.a{width:5%}</style>
      <p onclick="steal()">截至2023年底，全市有科技类社会组织471家 &amp; 更多。</p><img src="data:image/png;base64,AAAA" onerror="x()">
      <table><tr><td><table><tr><td>天河区</td><td>62家</td></tr></table></td></tr></table><a href="javascript:x()">更多内容，请点击链接查看。</a>`);
    expect(draft).toMatchObject({
      headline: '全市科技类社会组织情况',
      publisher: '某日报',
      publishedOn: '2024-03-05',
      url: 'https://news.example/a'
    });
    expect(draft.paragraphs).toEqual([
      '截至2023年底，全市有科技类社会组织471家 & 更多。',
      '天河区 62家',
      '更多内容，请点击链接查看。'
    ]);
  });

  it('Markdown with front matter', () => {
    const draft = readArticle(
      `---\ntitle: 年度情况\ndate: 2024-05-06\npublisher: 市民政局\nurl: https://a.example/b\n---\n\n## 总量\n\n截至2023年底，**全市**有科技类社会组织[471家](https://a.example)。\n`
    );
    expect(draft).toMatchObject({
      headline: '年度情况',
      publishedOn: '2024-05-06',
      publisher: '市民政局',
      headings: { 0: '总量' }
    });
    expect(draft.paragraphs).toEqual(['截至2023年底，全市有科技类社会组织471家。']);
  });

  it('tells the formats apart', () => {
    expect([formatOf('<p>a</p>'), formatOf('---\na: 1\n---\nx'), formatOf('a < b')]).toEqual([
      'html',
      'markdown',
      'text'
    ]);
  });

  it('GB18030 as well as UTF-8, but never a guess', () => {
    const gbk = Uint8Array.of(0xb9, 0xe3, 0xd6, 0xdd, 0x34, 0x37, 0x31, 0xbc, 0xd2);
    expect(decodeText(gbk)).toBe('广州471家');
    expect(decodeText(new TextEncoder().encode('广州471家'))).toBe('广州471家');
    expect(() => decodeText(Uint8Array.of(0x41, 0xff, 0xff))).toThrow('bad-encoding');
    expect(() => decodeText(Uint8Array.of(0x41, 0, 0x42))).toThrow('bad-encoding');
  });
});

describe('places', () => {
  const names = placeNames([
    ...[
      ['330000', '浙江省'],
      ['350000', '福建省'],
      ['350100', '福州市'],
      ['320000', '江苏省'],
      ['320100', '南京市'],
      ['211300', '朝阳市'],
      ['350102', '鼓楼区'],
      ['320106', '鼓楼区']
    ].map(([code = '', name = '']) => ({ code, name }))
  ]);
  const regions = (text: string, headline = '') =>
    findFigures(
      { headline, publisher: '', publishedOn: '2024-01-01', paragraphs: [text] },
      undefined,
      names
    ).map(({ region, certainty }) => [region, certainty]);

  it('of other provinces are not taken for home', () => {
    expect(
      regions('截至2023年底，浙江科技类社会组织5000家，广东近4000家，朝阳产业有3家。', '广东动态')
    ).toEqual([
      ['330000', 'high'],
      ['440000', 'medium'],
      ['440000', 'low']
    ]);
  });

  it('of one name are told apart by what stands around them, and are less sure', () => {
    expect(regions('截至2023年底，鼓楼区科技类社会组织12家。', '福州市科技类社会组织通报')).toEqual([
      ['350102', 'medium']
    ]);
    expect(regions('截至2023年底，鼓楼区科技类社会组织12家。', '南京市科技类社会组织通报')).toEqual([
      ['320106', 'medium']
    ]);
  });
});

describe('what is missing or odd', () => {
  it('an empty article and one too long are refused', () => {
    for (const nothing of ['', ' \n\u3000\n', '<script>x()</script>'])
      expect(() => readArticle(nothing), nothing).toThrow('empty-report');
    expect(() => readArticle('长'.repeat(200_001))).toThrow('too-large');
  });

  it('no date, a future date, several dates, no publisher and no figures are named', () => {
    const codes = (text: string) => doubtsOf(readArticle(text), '2026-01-01', []).map(({ code }) => code);
    expect(codes('一个没有日期的标题\n\n这里只有一段文字，没有任何数字。')).toEqual([
      'no-date',
      'no-publisher',
      'no-figures'
    ]);
    expect(codes('一个未来的标题在这里\n发布时间：2099-01-01 来源：某报\n正文一段在这里。')).toEqual([
      'future-date',
      'no-figures'
    ]);
    expect(
      codes(
        '一个标题在这里好\n发布时间：2023-01-02 来源：某报\n更新时间：2023-01-05\n正文一段在这里。\n2023年1月9日'
      )
    ).toEqual(['several-dates', 'no-figures']);
  });

  it('reads dates only when they are dates', () => {
    expect([dayIn('2023年2月30日'), dayIn('2023/2/3 10:00'), dayIn('三月')]).toEqual([
      undefined,
      '2023-02-03',
      undefined
    ]);
  });

  it('a long line of digits or a wall of text is read in linear time', () => {
    const walls = [
      '1'.repeat(200_000),
      '一二三'.repeat(60_000),
      '第'.repeat(100_000),
      '广州'.repeat(50_000),
      '1，'.repeat(80_000),
      '(1'.repeat(50_000)
    ];
    const started = performance.now();
    for (const wall of walls)
      findFigures({ headline: '', publisher: '', publishedOn: '2024-01-01', paragraphs: [wall] });
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
