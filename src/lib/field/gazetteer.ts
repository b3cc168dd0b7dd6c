import { LEVELS, levelOf, prefixOf } from './division.ts';
import { nearest } from './nearest.ts';
import { foldWidth } from './width.ts';

/** A division of GB/T 2260; a retired code or name is none of today's, but stands in older data. */
export interface Place {
  code: string;
  name: string;
  isRetired: boolean;
}

/** What a cell that should name a division means: one place, several (none chosen), or none, with those nearest to it. */
export type Found = { place: Place } | { candidates: Place[] } | { nearest: Place[] };

export interface Gazetteer {
  /**
   * The place that a name, path of names or code means: 广州市, 广东 (= 广东省), 粤, 广东省/广州市/天河区, 天河区民政局, 440106, 4401,
   * 440106000000. `home` is a code inside which names that several places bear are looked for first.
   */
  find(text: string, home?: string): Found;
  /** All six-digit codes, today's and retired. */
  codes: readonly string[];
  /** The place of a six-digit code, today's or retired. */
  ofCode(code: string): Place | undefined;
  /** Every name with those above it, for sentences: 福建省福州市鼓楼区. */
  fullName(place: Place): string;
}

const NATION: Place = { code: '100000', name: '全国', isRetired: false };
const NATION_NAMES = ['全国', '中国', '国家', '中华人民共和国', '全国性', '部本级'];
/** 豫 and the like are exact; the cities are those whose one character offices use. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  ...{ 京: '110000', 津: '120000', 冀: '130000', 晋: '140000', 蒙: '150000', 辽: '210000', 吉: '220000' },
  ...{ 黑: '230000', 沪: '310000', 苏: '320000', 浙: '330000', 皖: '340000', 闽: '350000', 赣: '360000' },
  ...{ 鲁: '370000', 豫: '410000', 鄂: '420000', 湘: '430000', 粤: '440000', 桂: '450000', 琼: '460000' },
  ...{ 渝: '500000', 川: '510000', 蜀: '510000', 贵: '520000', 黔: '520000', 云: '530000', 滇: '530000' },
  ...{ 藏: '540000', 陕: '610000', 秦: '610000', 甘: '620000', 陇: '620000', 青: '630000', 宁: '640000' },
  ...{ 新: '650000', 台: '710000', 港: '810000', 澳: '820000', 穗: '440100', 深: '440300', 莞: '441900' }
};
/** Rows of the standard that are headings, not places. */
const HEADING = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划|直辖县级)$/;
const OFFICE =
  /(?:民政部|民政厅|民政局|社会组织管理局|社会组织管理办公室|社会组织管理中心|行政审批局|行政审批服务局|政务服务局|人民政府|本级)$/;
const PEOPLES =
  '壮|回|维吾尔|苗|侗|藏|彝|羌|土家|布依|朝鲜|蒙古|哈尼|傣|景颇|傈僳|白|哈萨克|柯尔克孜|满|黎|瑶|畲|仫佬|毛南|水|仡佬|佤|拉祜|纳西|普米|怒|独龙|撒拉|保安|东乡|裕固|达斡尔|鄂温克|鄂伦春|锡伯|塔吉克|土|布朗|各';
const ENDING = new RegExp(
  `(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|(?:(?:${PEOPLES})族)*(?:蒙古)?自治[州县旗]|新区|林区|地区|省|市|区|县|盟|旗)$`
);
const SEPARATOR = /^[\s/\\>|、,·-]+/;
const LONGEST_NAME = 18;

/** Makes one from today's divisions and those of earlier revisions of the standard. */
export function makeGazetteer(
  current: readonly { code: string; name: string }[],
  earlier: readonly { code: string; name: string }[]
): Gazetteer {
  const places = new Map<string, Place>([[NATION.code, NATION]]);
  for (const { code, name } of current) places.set(code, { code, name, isRetired: false });
  const retired: Place[] = [];
  for (const { code, name } of earlier) {
    const place = { code, name, isRetired: true };
    if (!places.has(code)) places.set(code, place);
    if (places.get(code)?.isRetired || places.get(code)?.name !== name) retired.push(place);
  }
  const full = new Map<string, Place[]>();
  const short = new Map<string, Place[]>();
  const old = new Map<string, Place[]>();
  const add = (map: Map<string, Place[]>, name: string, place: Place) => {
    const list = map.get(name) ?? [];
    if (!list.some(({ code }) => code === place.code)) map.set(name, [...list, place]);
  };
  for (const name of NATION_NAMES) add(full, name, NATION);
  for (const place of places.values()) {
    if (HEADING.test(place.name)) continue;
    if (place.isRetired) continue;
    add(full, place.name, place);
    const stem = place.name.replace(ENDING, '');
    if (stem.length >= 2 && stem !== place.name) add(short, stem, place);
  }
  for (const place of retired) if (!HEADING.test(place.name)) add(old, place.name, successor(place));

  /** The division that took over a retired one's name (增城市 → 增城区), itself when there is none in its city. */
  function successor(place: Place): Place {
    const today = places.get(place.code);
    if (today && !today.isRetired) return today;
    const heirs = (short.get(place.name.replace(ENDING, '')) ?? []).filter(
      ({ code }) => code.slice(0, 4) === place.code.slice(0, 4)
    );
    return heirs.length === 1 && heirs[0] ? heirs[0] : place;
  }

  /** Every place at the end of a path of names that uses up the whole text, inside `prefix`. */
  function paths(text: string, prefix: string): Place[] {
    const found: Place[] = [];
    for (let length = Math.min(text.length, LONGEST_NAME); length >= 2; length--) {
      const rest = text.slice(length).replace(SEPARATOR, '');
      const steps = named(text.slice(0, length)).filter(({ code }) => code.startsWith(prefix));
      for (const step of steps) {
        if (rest === '') found.push(step);
        else if (step.code !== prefix) found.push(...paths(rest, prefixOf(step.code)));
      }
      if (found.length > 0) return found;
    }
    return found;
  }

  function named(name: string): Place[] {
    return full.get(name) ?? short.get(name) ?? old.get(name) ?? [];
  }

  function ofDigits(digits: string): Found {
    const code = digits.length === 12 ? digits.slice(0, 6) : digits.padEnd(6, '0');
    const place = [2, 4, 6, 12].includes(digits.length) ? places.get(code) : undefined;
    if (place) return { place };
    const codes = [...places.values()]
      .filter((known) => !known.isRetired && known.code.slice(0, 2) === code.slice(0, 2))
      .map((known) => known.code)
      .sort((a, b) => Number(levelOf(b) === levelOf(code)) - Number(levelOf(a) === levelOf(code)));
    const near = nearest(code, codes);
    return { nearest: near.flatMap((known) => places.get(known) ?? []) };
  }

  function fullName(place: Place): string {
    if (place.code === NATION.code) return place.name;
    const above = [`${place.code.slice(0, 2)}0000`, `${place.code.slice(0, 4)}00`]
      .filter((code) => code !== place.code)
      .flatMap((code) => places.get(code) ?? [])
      .map(({ name }) => name)
      .filter((name, n, names) => !HEADING.test(name) && names.indexOf(name) === n && name !== place.name);
    return above.join('') + place.name;
  }

  return {
    codes: [...places.keys()],
    ofCode: (code) => places.get(code),
    fullName,
    find(text, home) {
      const plain = foldWidth(text);
      if (/^[0-9]+$/.test(plain)) return ofDigits(plain);
      if (plain === '民政部') return { place: NATION };
      const name = plain
        .replace(/[(（].*[)）]$/, '')
        .replace(OFFICE, '')
        .trim();
      const abbreviated = places.get(ABBREVIATIONS[name] ?? '');
      if (abbreviated) return { place: abbreviated };
      const found = choose(paths(name, ''), home);
      if (found.length === 1 && found[0]) return { place: found[0] };
      if (found.length > 1) return { candidates: found };
      const near = nearest(name, [...full.keys(), ...short.keys()], 100).flatMap(named);
      const rank = (place: Place) =>
        (home !== undefined && place.code.startsWith(home) ? 0 : 20) +
        (place.name[0] === name[0] ? 0 : 10) +
        rankOf(place);
      return {
        nearest: distinct(near)
          .sort((a, b) => rank(a) - rank(b))
          .slice(0, 3)
      };
    }
  };
}

/** Those inside the home when there are any; of these the highest level alone, since 吉林 means the province. */
function choose(places: Place[], home: string | undefined): Place[] {
  const unique = distinct(places);
  const inside = unique.filter(({ code }) => home !== undefined && code.startsWith(home));
  const left = inside.length > 0 ? inside : unique;
  const highest = Math.min(...left.map(rankOf));
  return left.filter((place) => rankOf(place) === highest);
}

function distinct(places: Place[]): Place[] {
  return [...new Map(places.map((place) => [place.code, place])).values()];
}

function rankOf(place: Place): number {
  return LEVELS.indexOf(levelOf(place.code));
}
