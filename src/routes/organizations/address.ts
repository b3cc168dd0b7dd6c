import { ORGANIZATION_TYPES, ORGANIZATION_TYPE_TITLES } from '$lib/field/organization-type.ts';

export type Address = Record<string, string | number | null | undefined>;

/** What follows `?`: the parameters that are given, `null` as an empty one. */
export function searchOf(address: Address): string {
  const given = Object.entries(address).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value ?? '')])).toString();
}

/** Of the overview's state what a list hands on, so that the way back leads to the same overview. */
export const HANDED_ON = ['compare', 'index', 'map'] as const;

/** The list behind a key figure of the overview with that state; figures of one type name it in their id. */
export function behindKey(id: string, overview: string): string {
  const { region, as_of, compare, index, indicator: map } = Object.fromEntries(new URLSearchParams(overview));
  const type = ORGANIZATION_TYPES.find((one) => id === `structure-${ORGANIZATION_TYPE_TITLES[one].en}`);
  const [indicator = id] = id.split('-');
  const group = indicator === 'structure' ? { by: 'type', group: type ?? null } : {};
  return `/organizations?${searchOf({ indicator, region, as_of, ...group, compare, index, map })}`;
}

/** The way back to the overview from a list. */
export function overviewOf({ region, compare, index, map }: Address, asOf: string): string {
  return `/?${searchOf({ region, as_of: asOf, compare, index, indicator: map })}`;
}
