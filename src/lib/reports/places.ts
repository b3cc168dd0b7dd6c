import { DIVISIONS, levelOf, parentOf } from '../field/division.ts';
import { SHIPPED, type PlaceNames } from './place-names.ts';

/** A region named in a text. `isCertain` is false when the name fits several and the text had to decide. */
export interface FoundPlace {
  start: number;
  end: number;
  text: string;
  region: string;
  isCertain: boolean;
  /** Nothing in the text decided: 鼓楼区 alone, 全市 in an article about no city. */
  isGuess?: boolean;
}

/** One-character names stand for a place only where a place is said: at the start of a phrase, never in 粤港澳. */
const ABBREVIATIONS: Record<string, string> = { 粤: '440000', 穗: '440100', 深: '440300' };
const ABBREVIATION =
  /(?<=^|[,，。;；、:(（\s]|[底末在全粤穗深]|截至|其中)([粤穗深])(?=[粤穗深]|[省市全共有]|科技|社会组织|登记|两?地|近|约|超)/g;

/** After a short name these make another name of it: 广州大学, 南沙港, 中山路. */
const NOT_A_PLACE =
  /^(?:大学|学院|日报|晚报|电视|新闻网|医院|银行|证券|路|街|港(?!澳)|大道|站|机场|湾区|塔|话|菜|人民出版|先生|会展|图书馆)/;

/** What 全省, 全国, 全市, 全区 and the like mean in an article about `region`. */
const RELATIVE =
  /全国|全省|全市|全区|我国|我省|我市|我区|本省|本市|本区|该省|该市|该区|省内|市内|区内|各地级?市|nationwide|national(?:ly)?|(?:the )?whole (?:province|city|country)|\bthe (?:province|city)\b(?! of)|(?:in )?China/gi;

/** The regions a plain text names, in order; `home` is the region its `article` is about. */
export function placesIn(
  plain: string,
  home: string,
  article = plain,
  names: PlaceNames = SHIPPED
): FoundPlace[] {
  const found = namesIn(plain, names).flatMap(({ start, end, text }): FoundPlace[] => {
    if (NOT_A_PLACE.test(plain.slice(end, end + 8))) return [];
    const fitting = names.codes.get(text) ?? [];
    const before = plain.slice(0, start);
    const { region, isGuess } = choose(fitting, before, article, home, names);
    const isShort = levelOf(region) === 'district' && !/[区县市旗]$/.test(text);
    if (isShort && !isNear(region, article, home, names)) return [];
    const above = aboveOf(region, before, names);
    const place = { start: start - above.length, end, text: above + text, region };
    return [{ ...place, isCertain: fitting.length === 1, ...(isGuess ? { isGuess } : {}) }];
  });
  for (const match of plain.matchAll(ABBREVIATION)) {
    found.push({
      start: match.index,
      end: match.index + 1,
      text: match[0],
      region: ABBREVIATIONS[match[0]] ?? home,
      isCertain: true
    });
  }
  for (const match of plain.matchAll(RELATIVE)) {
    const region =
      cityBefore(plain.slice(0, match.index), match[0], found) ?? relativeTo(match[0].toLowerCase(), home);
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      region,
      ...(isTold(match[0].toLowerCase(), region) ? { isCertain: true } : { isCertain: false, isGuess: true })
    });
  }
  for (const { name, code } of ENGLISH) {
    for (const match of plain.matchAll(name)) {
      found.push({
        start: match.index,
        end: match.index + match[0].length,
        text: match[0],
        region: code,
        isCertain: true
      });
    }
  }
  return found
    .sort((a, b) => a.start - b.start)
    .filter((place, at, all) => place.start >= (all[at - 1]?.end ?? 0));
}

const SENTENCE_ENDS = [...'。!?！？\n;；'];

/** 汕头全市, 深圳科技类社会组织约占全市: the city that the same sentence named before, unless only to compare. */
function cityBefore(before: string, word: string, named: readonly FoundPlace[]): string | undefined {
  if (!/^(?:全市|该市|本市|市内)$/.test(word)) return undefined;
  const from = Math.max(...SENTENCE_ENDS.map((mark) => before.lastIndexOf(mark))) + 1;
  const city = named.filter(({ start, end }) => start >= from && end <= before.length).at(-1);
  if (!city || levelOf(city.region) !== 'city') return undefined;
  return /(?:与|和|跟|同|比|较|于)$/.test(before.slice(from, city.start)) ? undefined : city.region;
}

/** The longest name at each place of the text, one after the other. */
function namesIn(
  plain: string,
  { codes, longest }: PlaceNames
): { start: number; end: number; text: string }[] {
  const found: { start: number; end: number; text: string }[] = [];
  for (let start = 0; start < plain.length; start++) {
    for (let length = Math.min(longest, plain.length - start); length > 1; length--) {
      const text = plain.slice(start, start + length);
      if (!codes.has(text)) continue;
      found.push({ start, end: start + length, text });
      start += length - 1;
      break;
    }
  }
  return found;
}

const ENGLISH = DIVISIONS.filter(({ code }) => code !== '100000').map(({ code, short }) => ({
  code,
  name: new RegExp(`(?<![A-Za-z])${short.en}(?![A-Za-z])(?! (?:University|Daily|Bay|Forum))`, 'g')
}));

/** The region an article is about: named in the headline or by the publisher, else named most; Guangdong at last. */
export function homeOf(
  headline: string,
  publisher: string,
  paragraphs: readonly string[],
  names: PlaceNames = SHIPPED
): string {
  const article = [headline, ...paragraphs].join('\n');
  const counts = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const { region, text: name, isGuess } of placesIn(text, DEFAULT_HOME, article, names)) {
      if (isGuess || /^(?:全|我|本|该|省内|市内|区内|各地)/.test(name)) continue;
      counts.set(region, (counts.get(region) ?? 0) + weight);
    }
  };
  add(headline, 5);
  add(publisher.replace(/日报|晚报|大学/g, '市'), 3);
  if (NATIONAL.test(headline) || NATIONAL.test(publisher)) counts.set('100000', 4);
  for (const paragraph of paragraphs) add(paragraph, 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  return ranked[0]?.[0] ?? DEFAULT_HOME;
}

const DEFAULT_HOME = '440000';

/** Bodies and words that speak for the whole country. */
const NATIONAL = /民政部|国务院|国新办|全国|中国(?!日报|新闻|科学院)|国家统计局|科技部|统计公报$/;

function relativeTo(word: string, home: string): string {
  if (/国|nation|country|china/.test(word)) return '100000';
  const level = levelOf(home);
  if (/省|province|各地/.test(word)) return level === 'national' ? DEFAULT_HOME : `${home.slice(0, 2)}0000`;
  if (/市|city/.test(word)) return level === 'district' ? (parentOf(home) ?? home) : home;
  return home;
}

/** 全市 tells a city, 全区 a district, 全省 a province only where the article is about one. */
function isTold(word: string, region: string): boolean {
  const level = levelOf(region);
  if (/各/.test(word)) return true;
  if (/市|city/.test(word)) return level === 'city';
  return /区/.test(word) ? level === 'district' : true;
}

let asked = { article: '', names: new Map<string, boolean>() };

/** Whether an article names a place; each name is looked for once in the article at hand, which may be long. */
function mentions(article: string, name: string): boolean {
  if (asked.article !== article) asked = { article, names: new Map() };
  const known = asked.names.get(name) ?? article.includes(name);
  asked.names.set(name, known);
  return known;
}

/**
 * Of several regions with one name, the one whose city is named, last before it; else the one in or nearest the region the
 * text is about. A guess where none is nearer than another.
 */
function choose(
  fitting: readonly string[],
  before: string,
  article: string,
  home: string,
  { short }: PlaceNames
): { region: string; isGuess: boolean } {
  const far = (code: string) => {
    const above = short.get(parentOf(code) ?? '');
    if (above && before.includes(above)) return -before.lastIndexOf(above) - 1;
    if (above && mentions(article, above)) return 0;
    if (code === home) return 1;
    if (code.startsWith(home.slice(0, 4)) && levelOf(home) !== 'province') return 2;
    return code.startsWith(home.slice(0, 2)) ? 3 : 4;
  };
  const [first, second] = [...fitting].sort((a, b) => far(a) - far(b));
  const isGuess = first !== undefined && second !== undefined && far(first) === far(second);
  return { region: first ?? home, isGuess };
}

/** The name of the city directly before its district, where it is no place of its own: 福州 in 福州鼓楼区. */
function aboveOf(region: string, before: string, { codes, short }: PlaceNames): string {
  const above = short.get(parentOf(region) ?? '');
  if (!above || levelOf(region) !== 'district' || codes.has(above)) return '';
  return before.endsWith(above) ? above : '';
}

function isNear(code: string, article: string, home: string, { short }: PlaceNames): boolean {
  const city = parentOf(code) ?? '';
  const name = short.get(city);
  return (
    home === code || home.startsWith(city.slice(0, 4)) || (name !== undefined && mentions(article, name))
  );
}
