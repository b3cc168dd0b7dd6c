import { dayIn, ENGLISH_DAY, tidy, type Draft } from './draft.ts';

const PUBLISHED = new RegExp(
  `(?:发布|发表|更新|日期|时间|published|posted|date|updated)[^:：\\d]{0,6}[:：]?\\s*(?:(?:19|20)\\d{2}\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}|${ENGLISH_DAY})`,
  'i'
);
const BARE_ENGLISH_DATE = new RegExp(`^(?:${ENGLISH_DAY})$`, 'i');
const SOURCE =
  /(?:来源|稿源|信息来源|发布机构|发布单位|source)\s*[:：]\s*([A-Za-z][\w.&'’ -]*[\w.]|[^\s|｜]*)/i;
const BARE_DATE =
  /^(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s+(?:来源[:：]?\s*)?(?<publisher>\S{2,20}))?$/;
/** Lines of the page around an article, no part of it. */
const FURNITURE =
  /^(?:附件\d*[:：]?|相关附件[:：]?|责任?编辑[:：].*|编辑[:：].*|校对[:：].*|审核[:：].*|作者[:：]?\S{0,12}|分享到?[:：]?|打印|关闭|返回顶部|【?(?:打印|关闭|字体)[^】]{0,20}】?|字[号体][:：].*|上一篇[:：]?.*|下一篇[:：]?.*|浏览(?:次数|量)?[:：]?\s*\d*|阅读(?:量|数)?[:：]?\s*\d*|扫一扫.*|首页\s*[>＞].*|当前位置[:：].*)$/;
/** A short line with a count is told, no heading: 天河区 62家. */
const COUNT = /\d[\d,.]*\s*[万亿]*(?:余|多)?[家个人元%名所项]/;
const HEADING_LENGTH = 32;
const SCAN_LINES = 12;

/** Reads an article as it is copied from a page: column name, headline, 发布时间 … 来源, blank lines, paragraphs. */
export function readText(text: string): Draft {
  const lines = text.split(/\r\n|\r|\n/).map(tidy);
  const filled = lines.flatMap((line, at) => (line === '' ? [] : [at]));
  const top = filled.slice(0, SCAN_LINES);
  const dateLine = top.find((at) => isByline(lines[at] ?? ''));
  const byline = dateLine === undefined ? '' : (lines[dateLine] ?? '');
  const above = dateLine === undefined ? [] : top.filter((at) => at < dateLine);
  const headlineLine = dateLine === undefined ? firstHeadline(lines, top) : above.at(-1);
  const bodyFrom = Math.max(dateLine ?? -1, headlineLine ?? -1) + 1;
  const { paragraphs, headings } = blocksOf(lines.slice(bodyFrom));
  const source = SOURCE.exec(byline)?.[1] ?? BARE_DATE.exec(byline)?.groups?.publisher ?? '';
  const endSource = source === '' ? closingSource(lines) : '';
  const dates = datesAround(lines, top, dateLine);
  return {
    headline: headlineLine === undefined ? '' : (lines[headlineLine] ?? '').replace(/^#+\s*/, ''),
    publisher: (source || endSource).replace(/[)）。]$/, ''),
    publishedOn: dates[0] ?? null,
    url: /https?:\/\/[^\s<>"'）)]+/.exec(lines.slice(0, bodyFrom).join(' '))?.[0] ?? null,
    paragraphs,
    headings,
    dates
  };
}

function isByline(line: string): boolean {
  return (
    line.length < 120 &&
    (PUBLISHED.test(line) ||
      BARE_DATE.test(line) ||
      BARE_ENGLISH_DATE.test(line) ||
      (SOURCE.test(line) && dayIn(line) !== undefined))
  );
}

/** Without a line of date and source: the first line that is short and no sentence, past a still shorter column name. */
function firstHeadline(lines: readonly string[], top: readonly number[]): number | undefined {
  const [first, second] = top;
  const isShort = (at: number) =>
    (lines[at] ?? '').length <= 60 && !/[。；;]|[！!?？：:，,…]$/.test(lines[at] ?? '');
  if (first === undefined || !isShort(first)) return undefined;
  const isColumn = (lines[first] ?? '').length <= 6 && second !== undefined && isShort(second);
  return isColumn && (lines[second] ?? '').length > 8 ? second : first;
}

function isHeading(line: string): boolean {
  return (
    line.length > 0 &&
    line.length <= HEADING_LENGTH &&
    !COUNT.test(line) &&
    !/[。！？!?；;：:，,…]$|[。；]/.test(line)
  );
}

/** Paragraphs and headings; a paragraph that was there before word for word counts once. */
export function blocksOf(lines: readonly string[]): Pick<Draft, 'paragraphs' | 'headings'> {
  const paragraphs: string[] = [];
  const headings: Record<number, string> = {};
  const seen = new Set<string>();
  for (const line of lines.map(tidy)) {
    if (line === '' || FURNITURE.test(line) || isByline(line)) continue;
    const marked = /^#{1,6}\s+(.+)$/.exec(line)?.[1];
    const text = marked ?? line.replace(/^#+\s*/, '');
    if (marked !== undefined || isHeading(text)) {
      const at = paragraphs.length;
      headings[at] = headings[at] === undefined ? text : `${headings[at]} ${text}`;
    } else if (text !== '' && !seen.has(text)) {
      seen.add(text);
      paragraphs.push(text);
    }
  }
  // A heading below which nothing stands is the article's last line.
  const last = headings[paragraphs.length];
  if (last !== undefined) {
    delete headings[paragraphs.length];
    if (paragraphs.length === 0 || /\d/.test(last)) paragraphs.push(last);
  }
  return { paragraphs, headings };
}

function datesAround(
  lines: readonly string[],
  top: readonly number[],
  dateLine: number | undefined
): string[] {
  const own = dateLine === undefined ? undefined : dayIn(lines[dateLine] ?? '');
  const others = top.filter((at) => isByline(lines[at] ?? '')).map((at) => dayIn(lines[at] ?? ''));
  const closing = lines
    .filter((line) => line !== '')
    .slice(-6)
    .filter((line) => BARE_DATE.test(line))
    .map(dayIn);
  return [...new Set([own, ...others, ...closing].filter((day) => day !== undefined))];
}

function closingSource(lines: readonly string[]): string {
  const ends = lines.filter((line) => line !== '').slice(-5);
  return (
    ends.map((line) => /^[(（]?\s*(?:来源|稿源)\s*[:：]\s*([^)）\s]{2,30})/.exec(line)?.[1]).find(Boolean) ??
    ''
  );
}
