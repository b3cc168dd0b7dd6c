import { typeOfCreditCode, type OrganizationType } from './organization-type.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const KIND_OF_TYPE: Record<OrganizationType, string> = {
  association: '1',
  service: '2',
  foundation: '3',
  other: '9'
};

/**
 * What is wrong with a code. `ruined` has lost its last digits in a spreadsheet and cannot be mended; the two
 * `…-check` faults leave the code readable: 3 of 58,033 real codes have one, so they are no reason to reject.
 */
export type CreditCodeFault = 'ruined' | 'length' | 'alphabet' | 'organization-check' | 'check';

export interface CreditCode {
  code: string;
  /** Registering department, `5` for civil affairs. */
  department: string;
  /** Null when the department is not civil affairs: the second character then means something else. */
  type: OrganizationType | null;
  /** Division in which the code was given, GB/T 2260. */
  division: string;
  /** Organization code of GB 11714, 9 characters with its own check character. */
  organization: string;
}

/** Check character of 17 characters, GB 32100-2015 §5: (31 − Σ mod 31) mod 31 in the alphabet without I O S V Z. */
export function creditCheck(first17: string): string {
  let sum = 0;
  WEIGHTS.forEach((weight, i) => (sum += weight * ALPHABET.indexOf(first17.charAt(i))));
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Check character of 8 characters, GB 11714: letters count from A = 10; 10 is written X, 11 is 0. */
export function organizationCheck(first8: string): string {
  let sum = 0;
  ORGANIZATION_WEIGHTS.forEach((weight, i) => (sum += weight * parseInt(first8.charAt(i), 36)));
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** True for a code that a spreadsheet has turned into a number, such as 5.14E+17. */
export function isRuined(text: string): boolean {
  return /^\s*\d(\.\d+)?e\+?\d+\s*$/i.test(text);
}

/** The first fault of a code, or null. Spaces around it and lower case are forgiven. */
export function creditCodeFault(text: string): CreditCodeFault | null {
  if (isRuined(text)) return 'ruined';
  const code = normalize(text);
  if (code.length !== 18) return 'length';
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return 'alphabet';
  if (organizationCheck(code.slice(8, 16)) !== code.charAt(16)) return 'organization-check';
  if (creditCheck(code.slice(0, 17)) !== code.charAt(17)) return 'check';
  return null;
}

/** The parts of a code whose length and alphabet are right, null otherwise; its check characters are not asked. */
export function parseCreditCode(text: string): CreditCode | null {
  const fault = creditCodeFault(text);
  if (fault === 'ruined' || fault === 'length' || fault === 'alphabet') return null;
  const code = normalize(text);
  return {
    code,
    department: code.charAt(0),
    type: typeOfCreditCode(code) ?? null,
    division: code.slice(2, 8),
    organization: code.slice(8, 17)
  };
}

/** A valid code of the civil affairs department; `body` is the organization code's first 8 characters. */
export function makeCreditCode(type: OrganizationType, division: string, body: string): string {
  const first17 = `5${KIND_OF_TYPE[type]}${division}${body}${organizationCheck(body)}`;
  return first17 + creditCheck(first17);
}

function normalize(text: string): string {
  return text.trim().toUpperCase();
}

const PLACES = placesOf(ALPHABET);
const ORGANIZATION_PLACES = placesOf('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const ORGANIZATION_CHECKS = new TextEncoder().encode('0X987654321');

function placesOf(alphabet: string): Int8Array {
  const places = new Int8Array(256).fill(-1);
  new TextEncoder().encode(alphabet).forEach((byte, place) => (places[byte] = place));
  return places;
}

/** What is wrong with the 18 bytes from `from` on as a code: its form (`alphabet`), one of its check characters, or null. */
export function faultOfBytes(bytes: Uint8Array, from: number): 'alphabet' | 'check' | null {
  let [sum, organization] = [0, 0];
  for (let i = 0; i < 17; i++) {
    const byte = bytes[from + i] as number;
    const place = PLACES[byte] as number;
    if (place < 0) return 'alphabet';
    sum += place * (WEIGHTS[i] as number);
    if (i >= 8 && i < 16) {
      organization += (ORGANIZATION_PLACES[byte] as number) * (ORGANIZATION_WEIGHTS[i - 8] as number);
    }
  }
  const check = PLACES[bytes[from + 17] as number] as number;
  if (check < 0) return 'alphabet';
  const isRight =
    check === (31 - (sum % 31)) % 31 && bytes[from + 16] === ORGANIZATION_CHECKS[organization % 11];
  return isRight ? null : 'check';
}
