import { areAllFormed } from '../../csv/code-faults.ts';
import { ORGANIZATION_TYPE_TITLES, typeOfCreditCode } from '../../field/organization-type.ts';
import { gazetteer } from '../reports/gazetteer.ts';
import { has, type Checked, type Rule } from './rule.ts';
import { quotedIdentifier, quotedString } from '../warehouse.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANIZATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** SQL for the weighted sum of a code's characters from place `from` (1 = first) by their place in an alphabet. */
function sumSql(code: string, from: number, alphabet: string, weights: readonly number[]): string {
  return weights
    .map((weight, n) => `${weight} * (strpos('${alphabet}', ${code}[${from + n}]) - 1)`)
    .join(' + ');
}

/** SQL that is true for a code of the right form whose check character (GB 32100, or GB 11714 inside it) is wrong. */
export function failsCheckSql(code: string): string {
  const check = `substr('${ALPHABET}', 1 + CAST((31 - (${sumSql(code, 1, ALPHABET, WEIGHTS)}) % 31) % 31 AS INTEGER), 1)`;
  const inner = `substr('0X987654321', 1 + CAST((${sumSql(code, 9, ORGANIZATION_ALPHABET, ORGANIZATION_WEIGHTS)}) % 11 AS INTEGER), 1)`;
  return `${isFormedSql(code)} AND (${check} <> ${code}[18] OR ${inner} <> ${code}[17])`;
}

/** SQL for the code of the division that a credit code names; `substr` takes half the time of a slice. */
export function divisionSql(code: string): string {
  return `substr(${code}, 3, 6)`;
}

function isFormedSql(code: string): string {
  return `regexp_full_match(${code}, '[0-9A-HJ-NPQRTUWXY]{18}')`;
}

/**
 * SQL that is true for the codes of a table that fail their check: those found while the file was proven, and of the cells
 * that are no longer their text those that fail in SQL.
 */
export function failingSql({ columns, proof }: Pick<Checked, 'columns' | 'proof'>): string {
  const column = columns.find(({ name }) => name === 'credit_code');
  const fails = failsCheckSql('"credit_code"');
  const ordinals = proof.codeFaults.find(({ place }) => place === column?.place)?.ordinals;
  if (!column || !ordinals) return fails;
  const read = column.twin === null ? 'false' : `(${quotedIdentifier(column.twin)} IS NOT NULL AND ${fails})`;
  return ordinals.length === 0 ? read : `(rowid IN (${ordinals.join(', ')}) OR ${read})`;
}

/**
 * A SELECT of what most rules look at: the first eight characters of codes (as `credit_code`), whether the code is of the right
 * form, the cells beside it, and `n` rows that have them. Few, however many codes there are.
 */
export function headsSql({ columns, data, proof }: Pick<Checked, 'columns' | 'data' | 'proof'>): string {
  const code = '"credit_code"';
  const own = columns.find(({ name }) => name === 'credit_code');
  const isFormed = own?.twin === null && areAllFormed(proof, own.place) ? 'true' : isFormedSql(code);
  const beside = columns.flatMap(({ name }) => (/^(authority_code|type)$/.test(name) ? `"${name}", ` : []));
  return `SELECT substr(${code}, 1, 8) AS ${code}, ${isFormed} AS is_formed, ${beside.join('')}count(*) AS n
    FROM ${data} WHERE ${code} IS NOT NULL GROUP BY ALL`;
}

/**
 * What may be wrong with credit codes; all of them stay as they stand (3 of 58,033 real codes fail their check). `divisions`
 * are those the codes name, `failing` is SQL that is true for codes with a wrong check character.
 */
export function creditRules(
  columns: ReadonlySet<string>,
  divisions: readonly string[],
  failing: string
): Rule[] {
  const code = '"credit_code"';
  const division = divisionSql(code);
  const formed = (rest: string) => ({
    where: `${isFormedSql(code)} AND ${rest}`,
    ofHeads: `is_formed AND ${rest}`
  });
  const rules: Rule[] = [
    {
      column: 'credit_code',
      code: 'bad-code',
      where: `NOT ${isFormedSql(code)}`,
      ofHeads: 'NOT is_formed',
      reason: () => ({
        zh: '不是18位统一社会信用代码（数字和大写字母，不含 I、O、S、V、Z）',
        en: 'is no credit code of 18 digits and capital letters without I, O, S, V, Z'
      })
    },
    {
      column: 'credit_code',
      code: 'bad-code',
      where: failing,
      reason: () => ({
        zh: '的校验码不对（GB 32100 或其中的 GB 11714），可能有一位写错了',
        en: 'fails its check characters (GB 32100, or GB 11714 inside it): one character may be wrong'
      })
    }
  ];
  if (has(columns, 'authority_code')) {
    rules.push({
      column: 'credit_code',
      code: 'bad-code',
      ...formed(`"authority_code" <> '100000' AND ${division} <> '100000'
        AND substr(${code}, 3, 2) <> substr(CAST("authority_code" AS VARCHAR), 1, 2)`),
      detail: `concat(${division}, ' ', "authority_code")`,
      reason: (detail) => {
        const [given, authority] = detail.split(' ').map(nameOf);
        return {
          zh: `的地区码是${given}，与登记管理机关所在的${authority}不在同一个省`,
          en: `says ${given}, which is not in the province of its registering authority, ${authority}`
        };
      }
    });
  }
  const places = gazetteer();
  const unknown = divisions.filter((given) => /^[0-9A-Z]{6}$/.test(given) && !places.ofCode(given));
  rules.push({
    column: 'credit_code',
    code: 'bad-code',
    ...formed(`${division} IN (${["''", ...unknown.slice(0, 200).map(quotedString)].join(', ')})`),
    detail: division,
    reason: (given) => ({
      zh: `的第3至8位“${given}”不是现行或曾用的行政区划代码`,
      en: `has “${given}” as its division, which is no code of a division, of today or retired`
    })
  });
  if (has(columns, 'type')) {
    rules.push({
      column: 'credit_code',
      code: 'bad-code',
      ...formed(`substr(${code}, 1, 1) = '5' AND CASE substr(${code}, 2, 1) WHEN '1' THEN 'association' WHEN '2' THEN 'service'
        WHEN '3' THEN 'foundation' WHEN '9' THEN 'other' ELSE '' END <> CAST("type" AS VARCHAR)
        AND CAST("type" AS VARCHAR) IN ('association', 'service', 'foundation', 'other')`),
      detail: `concat(${code}, ' ', "type")`,
      reason: (detail) => {
        const [code = '', type = ''] = detail.split(' ');
        const said = typeOfCreditCode(code);
        const titles = ORGANIZATION_TYPE_TITLES;
        const own = titles[type as keyof typeof titles];
        return {
          zh: `的第2位表示${said ? titles[said].zh : '未知的类型'}，而类型写的是${own?.zh ?? type}`,
          en: `says ${said ? titles[said].en : 'no known type'} in its second character, while its type is ${own?.en ?? type}`
        };
      }
    });
  }
  return rules;
}

function nameOf(code: string): string {
  const places = gazetteer();
  const place = places.ofCode(code);
  return place ? `${places.fullName(place)}（${code}）` : code;
}
