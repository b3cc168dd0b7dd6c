import { ORGANIZATION_TYPES, ORGANIZATION_TYPE_TITLES } from '$lib/field/organization-type.ts';

export type Address = Record<string, string | number | null | undefined>;

/** What follows `?`: the parameters that are given, `null` as an empty one. */
export function searchOf(address: Address): string {
  const given = Object.entries(address).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value ?? '')])).toString();
}

/** The list behind a key figure of the overview; figures of one type of organization name it in their id. */
export function behindKey(id: string, region: string, asOf: string): string {
  const type = ORGANIZATION_TYPES.find((one) => id === `structure-${ORGANIZATION_TYPE_TITLES[one].en}`);
  const [indicator = id] = id.split('-');
  const group = indicator === 'structure' ? { by: 'type', group: type ?? null } : {};
  return `/organizations?${searchOf({ indicator, region, as_of: asOf, ...group })}`;
}
