import { findDivision, LEVEL_TITLES } from '../field/division.ts';
import type { Level } from '../field/division.ts';
import { FIELDS } from '../field/field-keywords.ts';
import { ORGANIZATION_TYPE_TITLES } from '../field/organization-type.ts';
import type { OrganizationType } from '../field/organization-type.ts';
import type { Lang } from '../field/text.ts';
import type { Cell } from '../query/result.ts';
import { orderedLabel } from './order.ts';
import { word } from './words.ts';

/** Columns that hold division codes. */
export const REGION_COLUMNS = new Set(['region', 'region_code', 'authority_code', 'seat_code']);

/** A breakdown's value as a reader knows it: types, fields and divisions by name (广州, Guangzhou), null as 未知. */
export function labelOf(column: string, value: Cell, lang: Lang): string {
  if (value === null || value === '') return word('unknown', lang);
  const text = String(value);
  const ordered = orderedLabel(column, text, lang);
  if (ordered !== undefined) return ordered;
  if (REGION_COLUMNS.has(column)) return regionLabel(text, lang);
  if (column === 'type' && text in ORGANIZATION_TYPE_TITLES)
    return ORGANIZATION_TYPE_TITLES[text as OrganizationType][lang];
  if (column === 'level' && text in LEVEL_TITLES) return LEVEL_TITLES[text as Level][lang];
  if (column === 'field')
    return FIELDS.find((f) => f.title.zh === text || f.id === text)?.title[lang] ?? text;
  if (typeof value === 'boolean') return lang === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  return text;
}

function regionLabel(code: string, lang: Lang): string {
  return findDivision(code)?.short[lang] ?? code;
}

/** What is registered with the place's own office, not with one of its parts: 省本级, 市本级. */
export function ownLevelLabel(code: Cell, lang: Lang): string {
  if (code === null) return word('unknown', lang);
  const text = String(code);
  if (text.endsWith('0000')) return lang === 'zh' ? '省本级' : 'Province level';
  if (text.endsWith('00'))
    return lang === 'zh' ? `${regionLabel(text, lang)}市本级` : `${regionLabel(text, lang)} city level`;
  return regionLabel(text, lang);
}

/** A name in pinyin broken after its first syllable: Guang-, zhou. Anything else stays whole. */
export function syllablesOf(name: string): string[] {
  const first = /^[b-df-hj-np-tv-z]*[aeiou]+(?:ng|n(?![aeiou]))?(?=[a-z]{2})/i.exec(name)?.[0];
  return first === undefined ? [name] : [`${first}-`, name.slice(first.length)];
}
