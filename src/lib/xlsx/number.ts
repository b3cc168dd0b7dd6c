/** The significant digits a spreadsheet keeps; those beyond are gone. */
const KEPT_DIGITS = 15;

/**
 * A stored number as a reader of the sheet knows it: plain decimals to 15 significant digits, never an exponent.
 * A whole number of more than 15 digits has lost its last ones: it comes as `5.24401005E+17`, which is what ruined
 * codes look like in CSV, so that it is named and refused and never taken for a code.
 */
export function numberText(stored: string): string {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored;
  const rounded = Number(value.toPrecision(KEPT_DIGITS));
  const [mantissa = '', exponent = '0'] = rounded.toExponential().split('e');
  const power = Number(exponent);
  if (power >= KEPT_DIGITS) return `${mantissa}E+${power}`;
  return shifted(mantissa, power);
}

/** A stored ratio as the percentage it is shown as: `0.059` is `5.9%`. */
export function percentText(stored: string): string {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored;
  const [mantissa = '', exponent = '0'] = Number(value.toPrecision(KEPT_DIGITS)).toExponential().split('e');
  return `${shifted(mantissa, Number(exponent) + 2)}%`;
}

/** True for what `numberText` gives when digits were lost. */
export function isRuined(text: string): boolean {
  return /^-?\d(\.\d+)?E\+\d+$/.test(text);
}

/** `mantissa × 10^power` written out. */
function shifted(mantissa: string, power: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (/^0+$/.test(digits)) return '0';
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  const rest = digits.slice(power + 1);
  return `${sign}${whole}${rest ? `.${rest}` : ''}`;
}
