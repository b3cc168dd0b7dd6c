import type { Precision } from '../field/precision.ts';
import { clean, NUMERAL, parseNumeral } from './numerals.ts';
import { AFTER, BEFORE, WITHIN, type Preciseness } from './precision-words.ts';
import { ALWAYS_MEASURED, UNIT } from './units.ts';

/** A number that is measured: its place in the text and what it says, not yet of what. */
export interface MeasuredNumber {
  start: number;
  end: number;
  value: number;
  valueTo?: number;
  unit: string;
  precision: Precision;
  /** Only a bound is claimed (不足, 至少): nothing is said of how far away the true value lies. */
  isBound?: true;
  /** The step of the last digit written: 1882.70万 → 100. */
  roundedTo: number;
}

const group = (name: string, words: readonly (readonly [string, Preciseness])[]) =>
  `(?<${name}>${words.map(([word]) => word).join('|')})`;
const SCALE = '[十百千]?[万亿]+|[百千]';
const FIGURE = new RegExp(
  `${group('before', BEFORE)}?\\s*(?:了|有)?\\s*(?<sign>(?<![\\d\\w%])[-])?(?<number>${NUMERAL})\\s?(?<within>[余多来](?!自|源|到|元|样|年))?(?<scale>${SCALE})?` +
    `(?:\\s?(?<firstUnit>${UNIT})?(?<to>至|到|-|—|–|~)+\\s?(?<number2>${NUMERAL})(?<within2>[余多])?(?<scale2>${SCALE})?)?` +
    `\\s?(?<unit>${UNIT})?${group('after', AFTER)}?`,
  'g'
);

/** A verb before a number that says it was counted, so that even 三家 or a number without a unit is one. */
const MEASURING =
  /(?:新增加?|新成立|新登记|增加了?|减少了?|净增|净减|注销了?|撤销了?|吊销了?|总数|总量|共计|合计|总计|达到?了?|增至|增加到|增长到|增长了?|下降了?|上升了?|提高了?|减少?[到至]|减至|占|数量?为|共有|仅有?|只有|只剩)\s*$/;
const COUNTED =
  /(?:增至|增加?到|增长到|发展到|减少?[到至]|升至|降至|达到?|总数|总量|数量|共计?|合计|有|为|的|::?)\s*$/;

/** The measured numbers of a plain text from which dates and exclusions were blanked, in order. */
export function numbersIn(rest: string): MeasuredNumber[] {
  const special = specialsIn(rest);
  let left = rest;
  for (const { start, end } of special)
    left = left.slice(0, start) + '\u0001'.repeat(end - start) + left.slice(end);
  const found = [...left.matchAll(FIGURE)].flatMap((match) => numberOf(match as RegExpExecArray, left));
  return [...special, ...found].map((number) => saidAfar(number, rest)).sort((a, b) => a.start - b.start);
}

/** 约占全市社会组织的一成: the word of precision stands before the verb. */
function saidAfar(number: MeasuredNumber, text: string): MeasuredNumber {
  if (number.unit !== '%' || number.precision === 'over' || number.precision === 'nearly') return number;
  const word = AFAR.exec(text.slice(0, number.start))?.[1];
  const said =
    word === undefined ? undefined : BEFORE.find(([words]) => words.split('|').includes(word))?.[1];
  return said ? { ...number, precision: said.precision } : number;
}

const AFAR = new RegExp(`(${BEFORE.map(([words]) => words).join('|')})占[^,，。;；\\d]{1,20}$`);

type Groups = Partial<
  Record<
    | 'before'
    | 'sign'
    | 'number'
    | 'within'
    | 'scale'
    | 'firstUnit'
    | 'to'
    | 'number2'
    | 'within2'
    | 'scale2'
    | 'unit'
    | 'after',
    string
  >
>;

function numberOf(match: RegExpExecArray, text: string): MeasuredNumber[] {
  const g = (match.groups ?? {}) as Groups;
  const preceding = text.slice(0, match.index);
  const first = parseNumeral((g.number ?? '') + (g.scale ?? ''));
  if (!first) return [];
  const isChange = g.to !== undefined && /(?:从|由|自)[^,，。]{0,12}$/.test(preceding);
  const second = g.number2 === undefined ? undefined : parseNumeral(g.number2 + (g.scale2 ?? ''));
  if (isChange && second) return changeOf(match, text);
  const said = saidOf(g);
  const unit = unitOf(g.unit ?? g.firstUnit);
  if (!isCounted(g, first, unit, preceding, text.slice(match.index + match[0].length))) return [];
  const isNegative =
    g.sign !== undefined &&
    (unit === '%' || unit === '' || /(?:[为:(\s]|净增加?|增加|增长|变动|变化)$/.test(preceding));
  const sign = isNegative ? -1 : 1;
  const start = match.index + leadOf(isNegative ? g : { ...g, sign: undefined }, match[0]);
  const raw = second ? rangeFrom(g, first.value, second.value) : first.value;
  const isPercent = unit === '%' || unit === '‰' || unit === '个百分点';
  const isWhole = isPercent && (first.value === 0 || first.value === 100);
  const isRounded =
    (first.hasDecimals && (g.scale !== undefined || /[万亿]/.test(g.number ?? '') || unit === '倍')) ||
    (isPercent && !isWhole);
  return [
    {
      start,
      end: match.index + match[0].trimEnd().length,
      value: clean(sign * raw),
      ...(second ? { valueTo: second.value } : {}),
      unit,
      ...(said ?? { precision: isRounded ? 'rounded' : 'exact' }),
      ...(said?.isBound ? { isBound: true as const } : {}),
      roundedTo: first.step
    } as MeasuredNumber
  ];
}

/** 从7000家增加到8030家 and 由30家到50家 are two figures, no range. */
function changeOf(match: RegExpExecArray, text: string): MeasuredNumber[] {
  const cut = match.index + match[0].search(/至|到|-|—|–|~/);
  const blank = '\u0001';
  const head = text.slice(0, cut) + blank.repeat(text.length - cut);
  const tail = blank.repeat(cut) + text.slice(cut);
  const one = [...head.matchAll(FIGURE)].filter(({ index }) => index >= match.index);
  const two = [...tail.matchAll(FIGURE)].filter(({ index }) => index < match.index + match[0].length);
  const unit = unitOf(match.groups?.unit);
  return [...one, ...two]
    .flatMap((part) => numberOf(part as RegExpExecArray, part.index < cut ? head : tail))
    .map((number) => (number.unit === '' ? { ...number, unit } : number));
}

/** Whether what looks like a number is measured at all (product.md: 一 to 十 only when something is). */
function isCounted(
  g: Groups,
  first: { value: number; isChinese: boolean },
  unit: string,
  preceding: string,
  following: string
): boolean {
  const text = g.number ?? '';
  const isVague = (g.before !== undefined && g.before !== '左右') || g.within !== undefined;
  if (/(?:[A-Za-z\d]|\d )$/.test(preceding) && !g.before) return false;
  if (/[数几]$/.test(preceding) && first.isChinese) return false;
  // 登记科技类社会组织两家。 A count behind what is counted is measured, however small.
  const isBehind =
    ['家', '个', '名', '人'].includes(unit) &&
    /[\u4e00-\u9fa5][^第每这那的各]$|组织$/.test(preceding) &&
    /^(?:[,，。;；、)）]|$)/.test(following);
  const isMeasuring = MEASURING.test(preceding) || isBehind;
  if (first.isChinese) {
    const isShort = /^[百千万亿]/.test(text);
    if (isShort) return isVague && unit !== '' && first.value >= 100;
    if (unit === '') return isVague && first.value >= 100;
    if (
      /^[一两]$/.test(text) &&
      unit !== '%' &&
      !ALWAYS_MEASURED.has(unit) &&
      !isMeasuring &&
      g.scale === undefined
    )
      return false;
    return first.value > 10 || isVague || g.after !== undefined || ALWAYS_MEASURED.has(unit) || isMeasuring;
  }
  if (unit !== '') return true;
  if (/^[A-Za-z]/.test(following)) return false;
  const looksLikeYear = /^(?:19|20)\d{2}$/.test(text) && g.scale === undefined;
  if (looksLikeYear && !isVague) return false;
  return (isVague || COUNTED.test(preceding)) && (first.value >= 10 || g.scale !== undefined);
}

/** What the words around the number say of its precision; nothing when there are none. */
function saidOf(g: Groups): Preciseness | undefined {
  const of = (word: string | undefined, list: readonly (readonly [string, Preciseness])[]) =>
    word === undefined ? undefined : list.find(([words]) => words.split('|').includes(word))?.[1];
  return (
    of(g.before === '有' ? undefined : g.before, BEFORE) ??
    (g.within ? WITHIN[g.within] : undefined) ??
    (g.within2 ? WITHIN[g.within2] : undefined) ??
    of(g.after, AFTER)
  );
}

/** How much of the match stands before the figure's text: blanks, and 了 or 有 after no precision word. */
function leadOf(g: Groups, text: string): number {
  if (g.before && g.before !== '左右') return text.length - text.trimStart().length;
  return text.indexOf((g.sign ?? '') + (g.number ?? ''));
}

/** 3至5万家: the first number shares the second's 万 when it would else be far below it. */
function rangeFrom(g: Groups, first: number, second: number): number {
  const shared = g.scale2 ?? /[万亿]+$/.exec(g.number2 ?? '')?.[0];
  if (!shared || g.scale || /[万亿]/.test(g.number ?? '')) return first;
  const factor = parseNumeral(`1${shared}`)?.value ?? 1;
  return first * factor <= second ? first * factor : first;
}

function unitOf(unit: string | undefined): string {
  return unit === '百分点' ? '个百分点' : (unit ?? '');
}

/** 六成半 is 65 %, 九成五 is 95 %. */
function tenthOf(word: string | undefined): number {
  return word === '半' ? 5 : (parseNumeral(word ?? '')?.value ?? 0);
}

/** Shares and multiples that are written in words: 百分之五, 三成, 三分之一, 翻一番. */
function specialsIn(text: string): MeasuredNumber[] {
  const found: MeasuredNumber[] = [];
  const lead = group('before', BEFORE);
  const tail = group('after', AFTER);
  const add = (match: RegExpMatchArray, value: number | undefined, unit: string, roundedTo: number) => {
    if (value === undefined) return;
    const said = saidOf((match.groups ?? {}) as Groups);
    const start = (match.index ?? 0) + (match[0].length - match[0].trimStart().length);
    const precision = said?.precision ?? (unit === '倍' ? 'exact' : 'rounded');
    const bound = said?.isBound ? { isBound: true as const } : {};
    found.push({
      start,
      end: (match.index ?? 0) + match[0].length,
      value: clean(value),
      unit,
      precision,
      ...bound,
      roundedTo
    });
  };
  for (const match of text.matchAll(
    new RegExp(`${lead}?(?<of>[百千万])分之(?<number>${NUMERAL})${tail}?`, 'g')
  )) {
    const numeral = parseNumeral(match.groups?.number ?? '');
    const share = { 百: 1, 千: 10, 万: 100 }[match.groups?.of ?? '百'] ?? 1;
    add(match, numeral && numeral.value / share, '%', (numeral?.step ?? 1) / share);
  }
  for (const match of text.matchAll(
    new RegExp(
      `${lead}?(?<of>[二三四五六七八九十\\d]+)分之(?<number>[一二两三四五六七八九\\d]+)${tail}?`,
      'g'
    )
  )) {
    const [of, part] = [parseNumeral(match.groups?.of ?? ''), parseNumeral(match.groups?.number ?? '')];
    add(match, of && part && Number(((part.value / of.value) * 100).toFixed(2)), '%', 1);
  }
  const tenths = `${lead}?(?<number>[一二两三四五六七八九]|(?<![\\d.])[1-9](?:\\.\\d)?)(?<within>余|多)?成(?<tenth>半|[一二三四五六七八九](?![家个名项年]))?${tail}?(?![立果员长功为就本熟效都交型套品绩人分全])`;
  for (const match of text.matchAll(new RegExp(tenths, 'g'))) {
    const numeral = parseNumeral(match.groups?.number ?? '');
    if (/[几数]$/.test(text.slice(0, match.index))) continue;
    add(
      match,
      numeral && numeral.value * 10 + tenthOf(match.groups?.tenth),
      '%',
      match.groups?.tenth ? (match.groups.tenth === '半' ? 5 : 1) : 10
    );
  }
  for (const match of text.matchAll(/翻了?(?<number>[一两二三])?番/g)) {
    const times = parseNumeral(match.groups?.number ?? '一')?.value ?? 1;
    add(match, 2 ** times, '倍', 1);
  }
  return found.sort((a, b) => a.start - b.start);
}
