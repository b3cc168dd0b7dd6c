import type { Lang, Text } from './field/text.ts';
import type { Unit } from './query/result.ts';

export const MISSING = '—';
const LOCALES: Record<Lang, string> = { zh: 'zh-CN', en: 'en-GB' };

const UNIT_NAMES: Record<Unit, Text> = {
  家: { zh: '家', en: 'organizations' },
  ratio: { zh: '%', en: '%' },
  '家/10万人': { zh: '家/10万人', en: 'per 100,000 people' },
  人: { zh: '人', en: 'people' },
  万人: { zh: '万人', en: '× 10,000 people' },
  '个/万人': { zh: '个/万人', en: 'per 10,000 people' },
  亿元: { zh: '亿元', en: '× 100 million yuan' },
  '%': { zh: '%', en: '%' },
  万元: { zh: '万元', en: '× 10,000 yuan' },
  年: { zh: '年', en: 'years' },
  指数: { zh: '指数', en: 'index' }
};

/** Units that are a power of ten in Chinese only. */
const ENGLISH_POWERS: Partial<Record<Unit, { by: number; of: string }>> = {
  万元: { by: 1e4, of: 'yuan' },
  万人: { by: 1e4, of: 'people' },
  亿元: { by: 1e8, of: 'yuan' }
};

/** Decimals shown per unit, [at least, at most]; a count is whole, a mean of counts gets one. */
const DECIMALS: Partial<Record<Unit, [number, number]>> = {
  ratio: [1, 1],
  '%': [0, 2],
  '家/10万人': [2, 2],
  '个/万人': [2, 2],
  万人: [0, 2],
  亿元: [0, 2],
  万元: [0, 2],
  年: [1, 1],
  指数: [1, 1]
};

type Value = number | null | undefined;

/** The number alone, grouped, with `%` for ratios (0.049 → 4.9%) and a real minus, none before a zero; null is —. */
export function formatNumber(value: Value, unit: Unit | undefined, lang: Lang): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING;
  const [least, most] = (unit && DECIMALS[unit]) ?? [0, Number.isInteger(value) ? 0 : 1];
  const scaled = unit === 'ratio' ? value * 100 : value;
  const text = digitsOf(scaled, lang, least, most);
  const signed = /[1-9]/.test(text) ? withMinus(text) : text.replace('-', '');
  return signed + (unit === 'ratio' || unit === '%' ? '%' : '');
}

/** A change with its sign: +4.9%, −3; nothing stands before a zero. */
export function formatSigned(value: Value, unit: Unit | undefined, lang: Lang): string {
  const text = formatNumber(value, unit, lang);
  if (text === MISSING || !/[1-9]/.test(text)) return text.replace('−', '');
  return text.startsWith('−') ? text : `+${text}`;
}

/** The number with its unit's name: 471家, 471 organizations, 4.9%, 2.50家/10万人; 12万元 is 120,000 yuan in English. */
export function formatValue(value: Value, unit: Unit | undefined, lang: Lang): string {
  const text = formatNumber(value, unit, lang);
  if (text === MISSING || !unit || unit === 'ratio' || unit === '%' || unit === '指数') return text;
  const power = lang === 'en' ? ENGLISH_POWERS[unit] : undefined;
  if (power) return `${formatMillions(Number(value) * power.by)} ${power.of}`;
  if (lang === 'en') return `${text} ${unit === '家' && text === '1' ? 'organization' : UNIT_NAMES[unit].en}`;
  return text + UNIT_NAMES[unit].zh;
}

/** 120,000; 3.2 million; 1.21 billion: how English counts what Chinese counts by 万 and 亿. */
function formatMillions(value: number): string {
  const [size, name] =
    Math.abs(value) >= 1e9 ? [1e9, ' billion'] : Math.abs(value) >= 1e6 ? [1e6, ' million'] : [1, ''];
  return withMinus(digitsOf(value / size, 'en', 0, 2)) + name;
}

/** 12000 → 1.2万, 12k; under 10,000 (zh) or 1,000 (en) as `formatNumber` has it. For axes, never for findings. */
export function formatCompact(value: number, unit: Unit | undefined, lang: Lang): string {
  const steps: [number, string][] =
    lang === 'zh'
      ? [
          [1e8, '亿'],
          [1e4, '万']
        ]
      : [
          [1e9, 'bn'],
          [1e6, 'm'],
          [1e3, 'k']
        ];
  const step = unit === 'ratio' ? undefined : steps.find(([size]) => Math.abs(value) >= size);
  if (!step) return formatAxis(value, unit, lang);
  return withMinus(digitsOf(value / step[0], lang, 0, 2)) + step[1];
}

/** Whole years of age as short as an axis needs them: 5年, 5 y; `long` 5 years. */
export function formatYears(years: number, lang: Lang, long = false): string {
  if (lang === 'zh') return `${years}年`;
  return long ? `${years} ${years === 1 ? 'year' : 'years'}` : `${years} y`;
}

/** A number at an axis: no forced decimals (20%, not 20.0%). */
export function formatAxis(value: number, unit: Unit | undefined, lang: Lang): string {
  const percent = unit === 'ratio' || unit === '%';
  const scaled = unit === 'ratio' ? value * 100 : value;
  return withMinus(digitsOf(scaled, lang, 0, 2)) + (percent ? '%' : '');
}

export function unitName(unit: Unit, lang: Lang): string {
  return UNIT_NAMES[unit][lang];
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' '
);

/** 2023-12-31 → 2023年12月31日, 31 December 2023; anything else is given back as it is. */
export function formatDate(date: string, lang: Lang): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return date;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return lang === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`;
}

/** 2023-Q4 → 2023年四季度, Q4 2023; 2023 → 2023年, 2023; every grain of a period. */
export function formatPeriod(period: string, lang: Lang): string {
  const [year = period, part = '', day] = period.split('-');
  if (day !== undefined) return formatDate(period, lang);
  if (part === '') return lang === 'zh' && /^\d{4}$/.test(year) ? `${year}年` : year;
  if (lang === 'en') return part.match(/^[HQ]/) ? `${part} ${year}` : `${MONTHS[Number(part) - 1]} ${year}`;
  if (part.startsWith('H')) return `${year}年${part === 'H1' ? '上' : '下'}半年`;
  if (part.startsWith('Q')) return `${year}年${'一二三四'[Number(part[1]) - 1]}季度`;
  return `${year}年${Number(part)}月`;
}

/** A period as short as an axis needs it: 2023, 2023下 / H2 2023, 2023 Q4, 2023.12 / Dec 2023. */
export function formatTick(period: string, lang: Lang): string {
  const [year = period, part = '', day] = period.split('-');
  if (part === '') return year;
  if (part.startsWith('Q')) return `${year} ${part}`;
  if (part.startsWith('H'))
    return lang === 'zh' ? `${year}${part === 'H1' ? '上' : '下'}` : `${year} ${part}`;
  const month = MONTHS[Number(part) - 1]?.slice(0, 3);
  if (day !== undefined) return lang === 'zh' ? period : `${Number(day)} ${month} ${year}`;
  return lang === 'zh' ? `${year}.${part}` : `${month} ${year}`;
}

/** A thin space (U+2009) between Chinese characters and Latin letters; digits keep close to their measure word. */
export function spaced(text: string): string {
  return text
    .replace(/([\p{Script=Han}])([A-Za-z])/gu, '$1\u2009$2')
    .replace(/([A-Za-z])([\p{Script=Han}])/gu, '$1\u2009$2');
}

const formats = new Map<string, Intl.NumberFormat>();

/** Grouped digits; making a format takes a hundred times as long as using one. */
function digitsOf(value: number, lang: Lang, least: number, most: number): string {
  const key = `${lang} ${least} ${most}`;
  let format = formats.get(key);
  if (!format) {
    const decimals = { minimumFractionDigits: least, maximumFractionDigits: most };
    formats.set(key, (format = new Intl.NumberFormat(LOCALES[lang], decimals)));
  }
  return format.format(value);
}

function withMinus(text: string): string {
  return text.replace('-', '−');
}

/** A size for eyes: 512 B, 3.4 KB, 128 MB; units of 1,024. */
export function formatBytes(bytes: number, lang: Lang): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const size = bytes / 1024 ** power;
  return `${digitsOf(size, lang, 0, power > 0 && size < 100 ? 1 : 0)} ${units[power]}`;
}
