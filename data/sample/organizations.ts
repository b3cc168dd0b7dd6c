import { makeCreditCode } from '../../src/lib/field/credit-code.ts';
import type { OrganizationType } from '../../src/lib/field/organization-type.ts';
import { addYears, dayOf, officeDay, yearOf } from './calendar.ts';
import { makeLives, type Life } from './lives.ts';
import { makeName, subjectsOf } from './names.ts';
import { PLACES, type Place } from './places.ts';
import { createRandom, type Random } from './random.ts';

export interface Organization extends Life {
  creditCode: string;
  name: string;
  type: OrganizationType;
  authorityCode: string;
  seatCode: string;
  field: string;
  subfield: string;
  grade: string;
  gradeOn: number | null;
  capital10k: number | null;
  staff: number | null;
  hasPartyOrg: boolean;
  isCharity: boolean | null;
}

const LAST_DAY = dayOf(2024, 12, 31);

const FIELD_WEIGHTS: Record<string, number> = {
  生物医药: 17,
  电子信息: 18,
  智能制造: 12,
  新材料: 7,
  新能源: 6,
  节能环保: 8,
  海洋科技: 3,
  现代农业: 8,
  基础研究: 6,
  成果转化: 9,
  科学普及: 7
};

/** Weight of 人工智能 by year of registration, beside the about 100 of the other fields. */
const AI_WEIGHT: readonly (readonly [fromYear: number, weight: number])[] = [
  [2023, 36],
  [2021, 29],
  [2019, 24],
  [2017, 17],
  [2015, 9],
  [2012, 5],
  [2005, 2.5],
  [1990, 1.2]
];

/** All organizations of the sample, by day of registration, then by credit code; another seed makes others like them. */
export function makeOrganizations(seed = 0): Organization[] {
  const names = new Set<string>();
  const organizations: Organization[] = [];
  for (const place of PLACES) {
    const random = createRandom(Number(place.code) + seed * 1_000_003);
    for (const life of makeLives(random, place)) {
      organizations.push(makeOrganization(random, place, life, names, organizations.length + 1));
    }
  }
  return organizations.sort(
    (a, b) => a.registeredOn - b.registeredOn || (a.creditCode < b.creditCode ? -1 : 1)
  );
}

function makeOrganization(
  random: Random,
  place: Place,
  life: Life,
  names: Set<string>,
  serial: number
): Organization {
  const year = yearOf(life.registeredOn);
  const type = makeType(random, place, year);
  const field = makeField(random, place, year);
  const [subfield, words] = random.pick(subjectsOf(field, year));
  const isFieldKnown = !random.chance(0.03);
  const staff = makeStaff(random, type);
  return {
    ...life,
    ...makeGrade(random, type, life),
    creditCode: makeCreditCode(type, place.code, makeBody(serial, year)),
    name: makeName(random, place, type, field, words, names),
    type,
    authorityCode: place.code,
    seatCode: makeSeat(random, place),
    field: isFieldKnown ? field : '',
    subfield: isFieldKnown ? subfield : '',
    capital10k: random.chance(0.02) ? null : makeCapital(random, type, place),
    staff: random.chance(0.05) ? null : staff,
    hasPartyOrg: random.chance(Math.min(0.85, 0.22 + staff / 60)),
    isCharity: random.chance(0.01) ? null : random.chance(type === 'foundation' ? 0.78 : 0.015)
  };
}

/** Body of the organization code in a range that no registrar has given out; letters since the reform of 2016. */
function makeBody(serial: number, year: number): string {
  if (year < 2016) return `90${String((serial * 379_721) % 1_000_000).padStart(6, '0')}`;
  return `MJ9${String((serial * 37_973) % 100_000).padStart(5, '0')}`;
}

function makeType(random: Random, place: Place, year: number): OrganizationType {
  const shares = { province: [70, 23, 7], city: [44, 52, 4], district: [36, 64, 0] }[place.level];
  const [association, service, foundation] = shares as [number, number, number];
  // Service organizations exist since the regulations of October 1998, city-level foundations since about 2009.
  const isFoundationPossible = place.level === 'province' || year >= 2009;
  return random.weighted<OrganizationType>([
    ['association', association],
    ['service', year < 1999 ? 0 : year < 2008 ? service * 0.6 : service * 1.15],
    ['foundation', isFoundationPossible ? foundation : 0]
  ]);
}

function makeField(random: Random, place: Place, year: number): string {
  const ai = AI_WEIGHT.find(([fromYear]) => year >= fromYear)![1];
  return random.weighted(
    Object.entries({ ...FIELD_WEIGHTS, 人工智能: ai }).map(
      ([field, weight]) => [field, weight * (place.fields[field] ?? 1)] as const
    )
  );
}

/** Districts register some bodies that have since moved to another district. */
function makeSeat(random: Random, place: Place): string {
  if (random.chance(0.03)) return '';
  if (place.seats.length > 0) return random.weighted(place.seats);
  const city = PLACES.find(({ code }) => code === '440100')!;
  return place.level === 'district' && random.chance(0.03) ? random.weighted(city.seats) : place.code;
}

/**
 * First graded two to fourteen years after registration, some graded again when that has lapsed. A registry keeps
 * the last grade only, so looking back it knows fewer valid grades than there were.
 */
function makeGrade(
  random: Random,
  type: OrganizationType,
  life: Life
): { grade: string; gradeOn: number | null } {
  const first = Math.max(addYears(life.registeredOn, 2), dayOf(2009, 1, 4));
  const last = life.endedOn === null ? LAST_DAY : life.endedOn - 90;
  const share = { association: 0.78, service: 0.66, foundation: 0.9, other: 0 }[type];
  let gradeOn = officeDay(random, first, addYears(first, 12));
  if (gradeOn > last || !random.chance(share)) return { grade: '', gradeOn: null };
  while (random.chance(0.4)) {
    const again = officeDay(random, addYears(gradeOn, 5), addYears(gradeOn, 7));
    if (again > last) break;
    gradeOn = again;
  }
  const grade = random.weighted([
    ['5A', 11],
    ['4A', 25],
    ['3A', 43],
    ['2A', 13],
    ['1A', 8]
  ]);
  return { grade, gradeOn };
}

function makeStaff(random: Random, type: OrganizationType): number {
  const [least, spread] = { association: [2, 26], service: [4, 70], foundation: [2, 14], other: [1, 1] }[
    type
  ] as [number, number];
  const share = random.next();
  return least + Math.floor(share * share * share * spread + share * (spread / 6));
}

function makeCapital(random: Random, type: OrganizationType, place: Place): number {
  if (type === 'association')
    return random.weighted([
      [3, 46],
      [5, 22],
      [10, 20],
      [20, 5],
      [30, 4],
      [50, 3]
    ]);
  if (type === 'foundation') {
    const isLarger = place.level === 'province' && random.chance(0.3);
    return (
      random.weighted([
        [200, 60],
        [400, 20],
        [800, 12],
        [2000, 5]
      ]) * (isLarger ? 2 : 1)
    );
  }
  return random.weighted([
    [3, 12],
    [5, 8],
    [10, 22],
    [20, 10],
    [30, 12],
    [50, 12],
    [100, 14],
    [200, 6],
    [500, 3],
    [1000, 1]
  ]);
}
