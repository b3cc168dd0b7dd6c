import { hasDottedTen, yearLast, type DateOrder } from '../field/date-form.ts';
import { isMissing } from '../field/missing.ts';
import { parseQuantity } from '../field/quantity.ts';
import { isKnownUnit, parseUnit, unitOfHeader } from '../field/unit.ts';
import { CELL_PATTERNS } from './cells.ts';
import { cellReader, isDoubt, type ColumnReading } from './cells-read.ts';

/**
 * The share of a column's filled cells that must be readable as a type before it is proposed; the others become issues.
 * One wrong cell in twenty is a slip in a column of numbers; more of them are a kind of value of their own, and the
 * column is text. In a column of fewer than twenty filled cells every one must fit.
 */
export const PROPOSED_SHARE = 0.95;

/**
 * A spread sample of 1,000 cells in which less than this fits rules a type out for the whole column: a column of
 * which 95 % fit would be seven standard deviations away. Whatever is proposed is counted over every cell.
 */
const SAMPLED_SHARE = 0.9;

/** What a column may be, before all its cells are counted. `number` becomes integer or decimal then. */
export interface Candidate {
  type: 'number' | 'date' | 'boolean';
  unit?: string;
}

const CODE_HEADER =
  /代码|编码|区划|编号|号码|证号|证书号|账号|帐号|电话|手机|传真|邮编|邮政|身份证|文号|学号|工号|批号|code|phone|zip/i;
const DATE_HEADER = /日期|时间|年月|月份|截至|截止|日$|date|time|_on$|_at$/i;
const YES_HEADER = /^是否|^有无|^is_|^has_|^可否|与否$/;
const DIGITS = /^[0-9.]+$/;
const BOOLEAN_PAIRS = /^(?:true|是|有|yes|y|√|✓|✔|已建|已建立)$/i;

/** Whether so many of so many filled cells are enough for a type. */
export function isProposed(fitting: number, filled: number): boolean {
  return filled > 0 && fitting >= filled * PROPOSED_SHARE;
}

/**
 * The one type besides text that a column without a schema may have, by its header and sampled cells (not empty);
 * undefined for text. Leading zeros, numbers over 15 digits and headers of codes make text.
 */
export function candidateType(header: string, cells: readonly string[]): Candidate | undefined {
  const filled = countsOf(cells);
  if (filled.total === 0) return undefined;
  const texts = [...filled.counts.keys()];
  const isLikely = (column: ColumnReading, admit: (text: string) => boolean = () => true) => {
    const read = cellReader(column);
    let [fitting, said] = [0, 0];
    for (const [text, count] of filled.counts) {
      const reading = read(text);
      if (!isDoubt(reading) && reading.value === null) continue;
      said += count;
      if (!isDoubt(reading) && admit(text)) fitting += count;
      else if (said - fitting > filled.total * (1 - SAMPLED_SHARE)) return false;
    }
    return said > 0 && fitting >= said * SAMPLED_SHARE;
  };
  const saysYes = texts.some((text) => BOOLEAN_PAIRS.test(text.trim())) || YES_HEADER.test(header);
  if (saysYes && isLikely({ type: 'boolean' }, (text) => YES_HEADER.test(header) || !DIGITS.test(text))) {
    return { type: 'boolean' };
  }
  if (CODE_HEADER.test(header) || texts.some(isCodeLike)) return undefined;
  const isDated = DATE_HEADER.test(header);
  const date: ColumnReading = { type: 'date', hasSerials: isDated, keepsZeros: true, order: 'dmy' };
  const american: ColumnReading = { ...date, order: 'mdy' };
  const isYears = texts.every((text) => /^[0-9]{4}$/.test(text.trim()));
  const admit = (text: string) => isDated || !DIGITS.test(text);
  if (!isYears && (isLikely(date, admit) || isLikely(american, admit))) return { type: 'date' };
  const unit = unitOfHeader(header) ?? unitOfCells(filled);
  const number: ColumnReading = { type: 'decimal', unit };
  return isLikely(number) ? { type: 'number', ...(unit === undefined ? {} : { unit }) } : undefined;
}

/** A text of digits that would lose something as a number: 007, or more than 15 digits. */
export function isCodeLike(text: string): boolean {
  return /^[-+]?0[0-9]+$|^[0-9]{16,}$/.test(text.trim());
}

interface Filled {
  /** How many cells have each text; those of missing cells are left out. */
  counts: Map<string, number>;
  total: number;
}

/** Cells repeat themselves: each text is read once. */
function countsOf(cells: readonly string[]): Filled {
  const counts = new Map<string, number>();
  let total = 0;
  for (const text of cells) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const [text, count] of counts) {
    if (isMissing(text, { words: false })) counts.delete(text);
    else total += count;
  }
  return { counts, total };
}

/** The unit that nearly all cells write, as most of them write it; undefined when the cells are bare or differ. */
function unitOfCells(filled: Filled): string | undefined {
  const counts = new Map<string, number>();
  let [seen, written] = [0, 0];
  for (const [text, count] of filled.counts) {
    const quantity = parseQuantity(text);
    seen += count;
    if (!quantity?.unit) {
      if (seen - written > filled.total * (1 - SAMPLED_SHARE)) return undefined;
      continue;
    }
    written += count;
    const { base } = quantity.unit;
    const power = quantity.power + (base === '1' ? 0 : quantity.unit.exponent);
    const unit =
      base === '1' ? (quantity.unit.exponent === -3 ? '‰' : '%') : `${POWER_WORDS[power] ?? ''}${base}`;
    counts.set(unit, (counts.get(unit) ?? 0) + count);
  }
  if (written < filled.total * SAMPLED_SHARE) return undefined;
  const [unit] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  return unit !== undefined && parseUnit(unit).base !== '' && isKnownUnit(unit) ? unit : undefined;
}

const POWER_WORDS: Record<number, string> = { 4: '万', 8: '亿' };

/**
 * Which of day and month comes first in a column's DD/MM/YYYY cells: decided by a number over 12, undefined when there is
 * none or when two cells contradict each other.
 */
export function dateContext(cells: Iterable<string>): { order: DateOrder | undefined; keepsZeros: boolean } {
  const seen = { dmy: false, mdy: false, keepsZeros: false };
  for (const text of cells) {
    const [first = 0, second = 0] = yearLast(text) ?? [];
    if (first > 12) seen.dmy = true;
    if (second > 12) seen.mdy = true;
    if (hasDottedTen(text)) seen.keepsZeros = true;
  }
  const order = seen.dmy === seen.mdy ? undefined : seen.dmy ? 'dmy' : 'mdy';
  return { order, keepsZeros: seen.keepsZeros };
}

const INTEGER = new RegExp(`^(?:${CELL_PATTERNS.integer})$`);

/** True when a canonical number is whole, so that its column may be one of integers. */
export function isWhole(value: string): boolean {
  return INTEGER.test(value);
}
