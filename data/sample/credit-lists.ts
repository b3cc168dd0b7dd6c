import { dayOf, officeDay, yearOf } from './calendar.ts';
import { LAST_FILING_YEAR, type Filing } from './filings.ts';
import type { Organization } from './organizations.ts';
import { createRandom, type Random } from './random.ts';

/** A time on a list: from `fromOn` up to, not including, `toOn`; null while it lasts. */
export interface CreditListing {
  creditCode: string;
  list: '活动异常名录' | '严重违法失信名单';
  fromOn: number;
  toOn: number | null;
  reason: string;
}

// 社会组织信用信息管理办法, in force since 2018-01-24.
const FIRST_YEAR = 2018;
const LAST_DAY = dayOf(2024, 12, 31);

/** The times that one organization spent on the two lists, in order and without overlap; none lasts beyond its end. */
export function makeListings(
  organization: Organization,
  filings: readonly Filing[],
  serial: number
): CreditListing[] {
  const random = createRandom(9_000_000 + serial);
  const listings = [
    ...missedFilings(random, organization, filings),
    ...otherReasons(random, organization)
  ].sort((a, b) => a.fromOn - b.fromOn);
  const ending = organization.endedOn ?? LAST_DAY;
  const kept: CreditListing[] = [];
  for (const listing of listings) {
    const previous = kept[kept.length - 1];
    const isOverlapping = previous && (previous.toOn === null || previous.toOn > listing.fromOn);
    if (isOverlapping || listing.fromOn >= ending) continue;
    const toOn = listing.toOn === null || listing.toOn > ending ? organization.endedOn : listing.toOn;
    kept.push({ ...listing, toOn });
  }
  return kept;
}

/** Listed in the autumn after a missing filing, off again with the next one; after two years among the serious cases. */
function missedFilings(
  random: Random,
  organization: Organization,
  filings: readonly Filing[]
): CreditListing[] {
  const listings: CreditListing[] = [];
  for (let i = 0; i < filings.length; i++) {
    const filing = filings[i]!;
    if (!filing.isDue || filing.filedOn !== null || filing.year + 1 < FIRST_YEAR || random.chance(0.2))
      continue;
    const fromOn = officeDay(random, dayOf(filing.year + 1, 10, 8), dayOf(filing.year + 1, 12, 20));
    const next = filings.slice(i + 1).find(({ filedOn }) => filedOn !== null);
    const filedOn = next?.filedOn ?? null;
    const toOn = filedOn === null ? null : officeDay(random, filedOn + 10, filedOn + 60);
    const seriousOn = officeDay(random, fromOn + 730, fromOn + 790);
    const isSerious = seriousOn < (toOn ?? LAST_DAY);
    const { creditCode } = organization;
    listings.push({
      creditCode,
      list: '活动异常名录',
      fromOn,
      toOn: isSerious ? seriousOn : toOn,
      reason: '未按规定报送年度工作报告'
    });
    if (isSerious) {
      const reason = '列入活动异常名录满两年仍未改正';
      listings.push({ creditCode, list: '严重违法失信名单', fromOn: seriousOn, toOn, reason });
    }
    while (i + 1 < filings.length && filings[i + 1]!.filedOn === null) i++;
  }
  return listings;
}

function otherReasons(random: Random, organization: Organization): CreditListing[] {
  const listings: CreditListing[] = [];
  const first = Math.max(FIRST_YEAR, yearOf(organization.registeredOn) + 1);
  for (let year = first; year <= LAST_FILING_YEAR + 1; year++) {
    if (!random.chance(0.003)) continue;
    const fromOn = officeDay(random, dayOf(year, 2, 20), dayOf(year, 12, 20));
    const toOn = officeDay(random, fromOn + 60, fromOn + 420);
    const reason = random.pick(['通过登记的住所无法取得联系', '未按期整改到位', '未按规定公开信息']);
    listings.push({
      creditCode: organization.creditCode,
      list: '活动异常名录',
      fromOn,
      toOn: toOn > LAST_DAY ? null : toOn,
      reason
    });
  }
  return listings;
}
