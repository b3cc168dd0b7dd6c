/** How a number of a cell is shown: the parts of a date it has, as a percentage, padded with zeros, or plainly. */
export type Shown =
  | { kind: 'number' | 'percent' | 'elapsed' }
  | { kind: 'padded'; digits: number }
  | { kind: 'date'; grain: 'year' | 'month' | 'day' | 'instant' | 'time' };

export const PLAIN: Shown = { kind: 'number' };

/**
 * The formats that files name by number only (ECMA-376 part 1, 18.8.30), those of 27 to 58 as Chinese versions of
 * Excel and WPS have them.
 */
const BUILT_IN: Record<number, string> = {
  9: '0%',
  10: '0.00%',
  14: 'yyyy-m-d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-m-d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: 'h"时"mm"分"',
  35: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'h"时"mm"分"',
  56: 'h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"'
};

/** How cells with a format are shown, by the format's number or, where a file declares it, its code. */
export function shownBy(id: number, code: string | undefined = BUILT_IN[id]): Shown {
  if (code === undefined || /^general$/i.test(code)) return PLAIN;
  // Only the part for positive numbers, without literals ("…", \x, _x, *x).
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./g, '')
    .split(';')[0]!;
  const tokens = bare.replace(/\[(?!(h+|m+|s+)\])[^\]]*\]/gi, '').replace(/AM\/PM|A\/P|上午\/下午/gi, '');
  if (/G\/|@/.test(tokens)) return PLAIN;
  if (/\[(h+|m+|s+)\]/i.test(tokens)) return { kind: 'elapsed' };
  if (tokens.includes('%')) return { kind: 'percent' };
  const isDate = /[ymdhs]/i.test(tokens) && !/[0#?]/.test(tokens.replace(/s\.0+/gi, 's'));
  if (isDate) return { kind: 'date', grain: grainOf(tokens.toLowerCase()) };
  const [zeros] = /^0{2,15}$/.exec(tokens) ?? [];
  return zeros ? { kind: 'padded', digits: zeros.length } : PLAIN;
}

function grainOf(tokens: string): 'year' | 'month' | 'day' | 'instant' | 'time' {
  const hasTime = /[hs]/.test(tokens);
  // An m next to hours or seconds means minutes.
  const dateTokens = tokens.replace(/h[^yd]*?m+|m+[^yd]*?s/g, '');
  if (/d/.test(dateTokens)) return hasTime ? 'instant' : 'day';
  if (/m/.test(dateTokens)) return hasTime ? 'instant' : 'month';
  if (/y/.test(dateTokens)) return hasTime ? 'instant' : 'year';
  return 'time';
}
