import { dayOf, officeDay, yearOf } from './calendar.ts';
import type { Organization } from './organizations.ts';
import { createRandom, type Random } from './random.ts';

/** One year's duty of one organization. `year` is the year filed about; filing takes place in the year after. */
export interface Filing {
  creditCode: string;
  year: number;
  isDue: boolean;
  filedOn: number | null;
}

export const FIRST_FILING_YEAR = 2014;
export const LAST_FILING_YEAR = 2023;

/** The filings of one organization by year; about one in twenty due ones is missing, and who misses one tends to miss the next. */
export function makeFilings(organization: Organization, serial: number): Filing[] {
  const random = createRandom(7_000_000 + serial);
  const first = Math.max(FIRST_FILING_YEAR, yearOf(organization.registeredOn));
  const filings: Filing[] = [];
  let hasMissed = false;
  for (let year = first; year <= LAST_FILING_YEAR; year++) {
    if (organization.endedOn !== null && organization.endedOn <= dayOf(year, 12, 31)) break;
    const isDue = isFilingDue(organization, year);
    if (isDue) hasMissed = random.chance(missingRisk(organization, year, hasMissed));
    const filedOn = isDue && !hasMissed ? filingDay(random, year + 1) : null;
    filings.push({ creditCode: organization.creditCode, year, isDue, filedOn });
  }
  return filings;
}

/** Due from whoever registered by 30 June of the year and is still there when the filing season ends. */
function isFilingDue({ registeredOn, endedOn }: Organization, year: number): boolean {
  return registeredOn <= dayOf(year, 6, 30) && (endedOn === null || endedOn > dayOf(year + 1, 9, 30));
}

function missingRisk({ endedOn, endReason }: Organization, year: number, hasMissed: boolean): number {
  if (endedOn !== null && endReason !== '注销' && yearOf(endedOn) - year <= 4) return 0.93;
  if (endedOn !== null && yearOf(endedOn) - year <= 2) return hasMissed ? 0.8 : 0.15;
  return hasMissed ? 0.55 : 0.019;
}

/** By 30 June, in 2020 by 31 August because of the epidemic; one in fifty is late, but by 30 September. */
function filingDay(random: Random, season: number): number {
  const due = season === 2020 ? dayOf(season, 8, 31) : dayOf(season, 6, 30);
  if (random.chance(0.02)) return officeDay(random, due + 1, dayOf(season, 9, 30));
  return officeDay(random, dayOf(season, 2, 20), due, 2);
}
