import { isMissing } from '../field/missing.ts';
import { parseQuantity, type Quantity } from '../field/quantity.ts';
import { COUNT_WORDS, NO_UNIT, parseUnit, shift, type Unit } from '../field/unit.ts';
import type { CellReading, ColumnReading, Doubt, How } from './cells-read.ts';

const WHOLE_DIGITS = 15;
const FRACTION_DIGITS = 15;

/** Reads the numbers of a column into its unit: `200万元` is 200 in a column of 万元, 2000000 in one of 元. */
export function readNumber(column: ColumnReading): (text: string) => CellReading {
  const isAny = column.unit === 'any';
  const unit = isAny || column.unit === undefined ? NO_UNIT : parseUnit(column.unit);
  const bare = column.bareUnit === undefined ? null : parseUnit(column.bareUnit);
  return (text) => {
    const quantity = parseQuantity(text);
    if (!quantity) {
      if (isMissing(text, { words: true })) return { value: null, how: 'missing' };
      return doubt('不是数字', 'is not a number');
    }
    const exponent = exponentIn({ ...quantity, unit: quantity.unit ?? bare }, unit, isAny, column.unit);
    if (typeof exponent !== 'number') return exponent;
    const value = shift(quantity.number, exponent);
    const [whole = '', fraction = ''] = value.replace('-', '').split('.');
    if (whole.length > WHOLE_DIGITS || fraction.length > FRACTION_DIGITS) {
      return doubt(
        '的位数超过15位，不能作为数字准确保存',
        'has more than 15 digits and cannot be kept exactly as a number'
      );
    }
    if (column.type === 'integer' && fraction !== '') return doubt('不是整数', 'is not a whole number');
    const isConverted = exponent !== 0 || quantity.unit !== null;
    const how: How = quantity.precision !== 'exact' ? 'precision' : isConverted ? 'unit' : 'number-form';
    return { value, how, precision: quantity.precision };
  };
}

/** The power of ten from the cell's number to the column's unit. A bare number is in the column's unit. */
function exponentIn(
  { power, unit: own }: Quantity,
  unit: Unit,
  isAny: boolean,
  columnUnit: string | undefined
): number | Doubt {
  if (own === null) {
    if (power !== 0 && unit.base === '1') return otherUnit(columnUnit);
    return power === 0 ? 0 : power - unit.exponent;
  }
  if (isAny) return power + (own.base === '1' ? 0 : own.exponent);
  if (own.base === unit.base) return power + own.exponent - unit.exponent;
  const isCounted = COUNT_WORDS.has(own.base) && (unit.base === '' || COUNT_WORDS.has(unit.base));
  return isCounted ? power + own.exponent - unit.exponent : otherUnit(columnUnit);
}

function otherUnit(columnUnit: string | undefined): Doubt {
  return columnUnit === undefined
    ? doubt('带有单位，而这一列没有写明单位', 'has a unit of its own while its column names none')
    : doubt(`的单位不能换算成“${columnUnit}”`, `has a unit that cannot be turned into “${columnUnit}”`);
}

function doubt(zh: string, en: string): Doubt {
  return { code: 'bad-number', reason: { zh, en } };
}
