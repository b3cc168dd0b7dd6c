import { labelOf } from '../../charts/labels.ts';
import { findSchema } from '../../field/schema.ts';
import type { Lang, Text } from '../../field/text.ts';
import { formatNumber } from '../../format.ts';
import { isOfEnds, type Behind } from '../../query/behind.ts';
import type { Cell } from '../../query/result.ts';

/** Shown of every organization, and of some where the indicator asks about it. Columns that are not known never are. */
const ALWAYS = [
  'name',
  'credit_code',
  'type',
  'field',
  'authority_code',
  'seat_code',
  'registered_on',
  'grade'
];
const SOMETIMES = [
  'ended_on',
  'end_reason',
  'grade_on',
  'capital_10k',
  'staff',
  'has_party_org',
  'is_charity'
];
const WORDS: Record<string, string> = {
  ...{ 正常: 'active', 已注销: 'deregistered', 已撤销: 'revoked', 已吊销: 'licence withdrawn' },
  ...{ 注销: 'deregistered', 撤销: 'revoked', 吊销: 'licence withdrawn' }
};
/** Titles shorter than the columns' own, and those of breakdowns that are no column. */
const TITLES: Record<string, Text> = {
  authority_code: { zh: '登记机关', en: 'Authority' },
  seat_code: { zh: '住所地', en: 'Seat' },
  level: { zh: '登记层级', en: 'Level' },
  region: { zh: '地区', en: 'Region' }
};
/** The columns of a page: those always shown, and those the indicator needs. */
export function shownColumns(behind: Behind): string[] {
  const needed: readonly string[] = behind.plan.indicator?.needs.organizations ?? [];
  const isAsked = (name: string) =>
    ALWAYS.includes(name) || needed.includes(name) || (name === 'end_reason' && isOfEnds(behind));
  return knownColumns(behind).filter(isAsked);
}

/** The columns of a registry that a list may show, in the order of its CSV. */
export function knownColumns({ plan: { table } }: Behind): string[] {
  const names = [...ALWAYS, ...SOMETIMES, 'subfield', 'status'];
  return names.filter((name) => table.columns.some((column) => column.name === name));
}

function columnOf(name: string) {
  return findSchema('organizations')?.columns.find((column) => column.name === name);
}

/** A column's title, short where the list has one of its own. */
export function titleOf(name: string, lang: Lang): string {
  return (TITLES[name] ?? columnOf(name)?.title)?.[lang] ?? name;
}

/** Whether a column is set to the right. */
export function isNumber(name: string): boolean {
  const type = columnOf(name)?.type;
  return type === 'integer' || type === 'decimal';
}

/** A cell as a reader knows it; nothing for one that is blank. */
export function wordOf(name: string, cell: Cell, lang: Lang): string | null {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return formatNumber(cell, name === 'capital_10k' ? '万元' : undefined, lang);
  const word =
    lang === 'en' && (name === 'end_reason' || name === 'status') ? WORDS[String(cell)] : undefined;
  return word ?? labelOf(name, cell, lang);
}
