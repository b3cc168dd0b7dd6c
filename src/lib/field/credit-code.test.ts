import { describe, expect, it } from 'vitest';
import { creditCodeFault, faultOfBytes, isRuined, makeCreditCode, parseCreditCode } from './credit-code.ts';

describe('credit code', () => {
  it.each(['51440000500000015C', '524401005000000239', '53440115MJL000032J', ' 53440115mjl000032j '])(
    'accepts %s',
    (code) => expect(creditCodeFault(code)).toBeNull()
  );

  it.each([
    ['5.14E+17', 'ruined'],
    ['5144000050000001', 'length'],
    ['5144000050000001IC', 'alphabet'],
    ['51440000500000025C', 'organization-check'],
    ['51440000500000015D', 'check'],
    ['51440001500000015C', 'check']
  ])('names the fault of %s: %s', (code, fault) => expect(creditCodeFault(code)).toBe(fault));

  it('catches every change of one character', () => {
    const code = '53440115MJL000032J';
    for (let i = 0; i < code.length; i++) {
      const changed = code.slice(0, i) + (code[i] === '7' ? '8' : '7') + code.slice(i + 1);
      expect(creditCodeFault(changed), changed).not.toBeNull();
    }
  });

  it('reads type and division, also where a check fails', () => {
    expect(parseCreditCode('53440115MJL000032J')).toEqual({
      code: '53440115MJL000032J',
      department: '5',
      type: 'foundation',
      division: '440115',
      organization: 'MJL000032'
    });
    expect(parseCreditCode('59440100500000015C')?.type).toBe('other');
    expect(parseCreditCode('91440100500000015C')?.type).toBeNull();
    expect(parseCreditCode('5.14E+17')).toBeNull();
  });

  it('makes codes that are valid', () => {
    expect(makeCreditCode('association', '440000', '50000001')).toBe('51440000500000015C');
    expect(makeCreditCode('foundation', '440115', 'MJL00003')).toBe('53440115MJL000032J');
  });

  it('knows a number from a code', () => {
    expect(isRuined('5.24401E+17')).toBe(true);
    expect(isRuined('524401005000000239')).toBe(false);
  });
});

it('codes in bytes fail as those in texts do', () => {
  const right = ['51440000500000015C', '524401005000000239', '53440115MJL000032J'];
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const failing = right.flatMap((code) =>
    [...code].flatMap((_, at) =>
      [...letters].map((letter) => `${code.slice(0, at)}${letter}${code.slice(at + 1)}`)
    )
  );
  for (const code of [...right, ...failing, '51440000500000015O', '5144000050000001 C', '51440000５00000']) {
    const fault = creditCodeFault(code);
    if (fault === 'ruined') continue;
    const found = faultOfBytes(new TextEncoder().encode(`,${code},,,`), 1);
    const isChecked = fault === 'check' || fault === 'organization-check';
    expect(found, code).toBe(isChecked ? 'check' : fault === null ? null : 'alphabet');
  }
});
