import { dayOf, officeDay, yearOf } from './calendar.ts';
import type { Place } from './places.ts';
import type { Random } from './random.ts';

export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2024;

/** Net growth per year, 1990 to 2024, in thousandths of the stock at the end of 2023: an S, slower in 2020. */
const GROWTH = [
  4, 4, 5, 6, 7, 7, 8, 9, 9, 10, 12, 13, 14, 16, 18, 20, 22, 24, 27, 30, 33, 38, 46, 53, 58, 61, 63, 63, 62,
  60, 46, 53, 50, 49, 40
];

/** Yearly risk of ending by full years since the year of registration, per thousand; the last holds for all later. */
const RISK_BY_AGE = [0, 4, 9, 15, 19, 21, 21, 20, 18, 16, 14, 13];

export interface Life {
  registeredOn: number;
  endedOn: number | null;
  endReason: '注销' | '撤销' | '吊销' | null;
}

/**
 * The organizations of one authority, year by year: some end, and as many register as the stock at the year's end
 * needs. The stock at the end of 2023 is therefore exactly `place.stock2023`.
 */
export function makeLives(random: Random, place: Place): Life[] {
  const lives: Life[] = [];
  const stock = stockByYear(random, place);
  stock.forEach((wanted, i) => {
    const year = FIRST_YEAR + i;
    let alive = 0;
    for (const life of lives) {
      if (life.endedOn !== null) continue;
      if (random.chance(riskOf(life, year))) end(random, life, year);
      else alive++;
    }
    for (; alive < wanted; alive++) lives.push(register(random, year));
  });
  return lives;
}

function stockByYear(random: Random, place: Place): number[] {
  const steps = GROWTH.map((growth, i) => {
    const lean = Math.max(0.1, 1 + (place.tilt * (i - 18)) / 17);
    return growth * lean * (0.85 + 0.3 * random.next());
  });
  const sums: number[] = [];
  for (const step of steps) sums.push((sums[sums.length - 1] ?? 0) + step);
  const total2023 = sums[2023 - FIRST_YEAR]!;
  return sums.map((sum) => Math.round((place.stock2023 * sum) / total2023));
}

function riskOf(life: Life, year: number): number {
  const age = year - yearOf(life.registeredOn);
  const byAge = RISK_BY_AGE[Math.min(age, RISK_BY_AGE.length - 1)]!;
  // 2018 to 2022: registrars cleared out dormant organizations.
  const byYear = year < 2000 ? 0.5 : year < 2012 ? 0.8 : year < 2018 ? 1 : year < 2023 ? 1.25 : 1.15;
  return (byAge / 1000) * byYear;
}

function end(random: Random, life: Life, year: number): void {
  const earliest = Math.max(dayOf(year, 1, 4), life.registeredOn + 200);
  life.endedOn = officeDay(random, earliest, dayOf(year, 12, 31));
  life.endReason = random.weighted([
    ['注销', 82],
    ['撤销', 12],
    ['吊销', 6]
  ]);
}

function register(random: Random, year: number): Life {
  const first = dayOf(year, 1, 4);
  let day = officeDay(random, first, dayOf(year, 12, 31));
  // Few organizations are registered around the Spring Festival: half of February's are drawn again.
  if (day >= dayOf(year, 2, 1) && day < dayOf(year, 3, 1) && random.chance(0.5)) {
    day = officeDay(random, dayOf(year, 3, 1), dayOf(year, 12, 31));
  }
  return { registeredOn: day, endedOn: null, endReason: null };
}
