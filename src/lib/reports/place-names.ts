import { DIVISIONS, levelOf } from '../field/division.ts';

/** Names of regions as a text may write them, to the codes that bear them; short names (广州) beside full ones. */
export interface PlaceNames {
  codes: ReadonlyMap<string, readonly string[]>;
  /** The short name of a code: 广州, 南沙. */
  short: ReadonlyMap<string, string>;
  longest: number;
}

/** Full names that are also common words; as a place they need the one above them, which is what counts then. */
const COMMON = new Set(['新城区', '城区', '郊区', '矿区', '东区', '西区', '市辖区', '县']);
const PEOPLES =
  /(?:壮|回|维吾尔|苗|侗|藏|彝|羌|土家|布依|朝鲜|蒙古|哈尼|傣|景颇|傈僳|白|哈萨克|柯尔克孜|满|黎|瑶|畲|各)族/g;

/**
 * The names of all divisions given, besides those that ship. Short names of provinces are taken everywhere; those of
 * cities and districts elsewhere are often words of another meaning (朝阳, 白银) and stand only with 市, 区 or 县.
 */
export function placeNames(all: readonly { code: string; name: string }[] = []): PlaceNames {
  const codes = new Map<string, string[]>();
  const short = new Map<string, string>();
  const add = (name: string, code: string) => {
    const known = codes.get(name) ?? [];
    if (name.length > 1 && !known.includes(code)) codes.set(name, [...known, code]);
  };
  for (const { code, name, short: brief } of DIVISIONS) {
    if (code === '100000') continue;
    add(name.zh, code);
    add(brief.zh, code);
    short.set(code, brief.zh);
  }
  for (const { code, name } of all) {
    if (short.has(code) || COMMON.has(name)) continue;
    const brief = name
      .replace(PEOPLES, '')
      .replace(/(?:特别行政区|自治[区州县旗]|地区|省|市|区|县|盟|旗)$/, '');
    short.set(code, brief);
    add(name, code);
    if (levelOf(code) === 'province') add(brief, code);
  }
  return { codes, short, longest: Math.max(...[...codes.keys()].map(({ length }) => length)) };
}

/** The names of the divisions that ship. */
export const SHIPPED: PlaceNames = placeNames();
