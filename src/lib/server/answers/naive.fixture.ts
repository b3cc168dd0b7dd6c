import { addDays, yearsBefore } from '../../field/period.ts';

export interface Body {
  code: string;
  type: string;
  registeredOn: string;
  endedOn: string | null;
  endReason: string | null;
  grade: string | null;
  gradeOn: string | null;
  staff: number | null;
  hasParty: boolean;
  listed: { from: string; to: string | null }[];
  filings: { year: number; isDue: boolean; filedOn: string | null }[];
}

type Parts = [value: number | null, numerator: number, denominator: number | null];

/** Seeded draws (mulberry32): the same registry for the same seed. */
export function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export function randomRegistry(seed: number, size: number): Body[] {
  const draw = draws(seed);
  const day = (from: string, within: number) => addDays(from, draw(within));
  const maybe = <T>(value: () => T, oneIn: number) => (draw(oneIn) === 0 ? value() : null);
  return Array.from({ length: size }, (_, index) => {
    const registeredOn = day('2010-01-01', 5000);
    const endedOn = maybe(() => day(registeredOn, 3000), 3);
    const gradeOn = maybe(() => day('2015-01-01', 3500), 2);
    return {
      code: `X${index}`,
      type: draw(2) === 0 ? 'association' : 'service',
      registeredOn,
      endedOn,
      endReason: endedOn === null ? null : (['注销', '撤销', '吊销'][draw(3)] ?? null),
      grade: gradeOn === null ? null : `${1 + draw(5)}A`,
      gradeOn,
      staff: draw(5) === 0 ? null : draw(40),
      hasParty: draw(2) === 0,
      listed: Array.from({ length: draw(3) }, (_, k) => {
        const from = addDays(day('2018-01-01', 1500), k);
        return { from, to: maybe(() => day(addDays(from, 1), 900), 2) };
      }).filter((spell, k, all) => all.findIndex(({ from }) => from === spell.from) === k),
      filings: [2018, 2019, 2020, 2021, 2022]
        .filter(() => draw(8) > 0)
        .map((year) => ({
          year,
          isDue: draw(6) > 0,
          filedOn: draw(3) === 0 ? null : day(`${year + 1}-03-01`, 250)
        }))
    };
  });
}

const isAlive = (body: Body, on: string) =>
  body.registeredOn <= on && (body.endedOn === null || body.endedOn > on);
const yearsAfter = (date: string, years: number) => yearsBefore(date, -years);
const isValid = (body: Body, on: string) =>
  isAlive(body, on) && body.gradeOn !== null && body.gradeOn <= on && yearsAfter(body.gradeOn, 5) > on;

function ratio(numerator: number, denominator: number): Parts {
  return [Math.abs(denominator) >= 10 ? numerator / denominator : null, numerator, denominator];
}

function latestYear(on: string): number {
  const year = Number(on.slice(0, 4));
  return on.slice(5) >= (year === 2020 ? '08-31' : '06-30') ? year - 1 : year - 2;
}

function yearsMissed(body: Body, on: string): number {
  let year = latestYear(on);
  const isMissed = () =>
    body.filings.some((f) => f.year === year && f.isDue && (f.filedOn === null || f.filedOn > on));
  while (isMissed()) year -= 1;
  return latestYear(on) - year;
}

/** Every indicator that a loop can count, on the year up to a day: value, numerator, denominator. */
export const NAIVE: Record<string, (bodies: Body[], on: string) => Parts> = {
  turnover: (bodies, on) => ratio(entered(bodies, on) + left(bodies, on).length, meanStock(bodies, on)),
  entry_rate: (bodies, on) => ratio(entered(bodies, on), meanStock(bodies, on)),
  exit_rate: (bodies, on) => ratio(left(bodies, on).length, meanStock(bodies, on)),
  forced_exit_share: (bodies, on) =>
    ratio(left(bodies, on).filter((body) => body.endReason !== '注销').length, left(bodies, on).length),
  filing_rate: (bodies, on) => {
    const due = bodies.flatMap((body) => body.filings.filter((f) => f.year === latestYear(on) && f.isDue));
    return ratio(due.filter((f) => f.filedOn !== null && f.filedOn <= on).length, due.length);
  },
  missed_filings: (bodies, on) => {
    const missed = bodies.filter((body) => isAlive(body, on) && yearsMissed(body, on) > 0).length;
    return [missed, missed, null];
  },
  abnormal_rate: (bodies, on) => {
    const living = bodies.filter((body) => isAlive(body, on));
    const isOn = (body: Body) => body.listed.some(({ from, to }) => from <= on && (to === null || to > on));
    return ratio(living.filter(isOn).length, living.length);
  },
  graded_share: (bodies, on) => {
    const eligible = bodies.filter((body) => isAlive(body, on) && yearsAfter(body.registeredOn, 2) <= on);
    return ratio(eligible.filter((body) => isValid(body, on)).length, eligible.length);
  },
  grade_3a_up: (bodies, on) => {
    const graded = bodies.filter((body) => isValid(body, on));
    return ratio(graded.filter(({ grade }) => (grade ?? '') >= '3A').length, graded.length);
  },
  grades_lapsing: (bodies, on) => {
    const lapsing = bodies.filter(
      (body) => isValid(body, on) && yearsAfter(body.gradeOn ?? '', 5) <= yearsAfter(on, 1)
    ).length;
    return [lapsing, lapsing, null];
  },
  party_coverage: (bodies, on) => {
    const living = bodies.filter((body) => isAlive(body, on));
    return ratio(living.filter(({ hasParty }) => hasParty).length, living.length);
  },
  capacity: (bodies, on) => {
    const living = bodies.filter((body) => isAlive(body, on));
    const staff = living.flatMap((body) => body.staff ?? []).sort((a, b) => a - b);
    const middle =
      ((staff[Math.floor((staff.length - 1) / 2)] ?? 0) + (staff[Math.floor(staff.length / 2)] ?? 0)) / 2;
    return [staff.length >= 10 ? middle : null, staff.length, living.length];
  },
  survival: (bodies, on) => {
    const lives = bodies
      .filter((body) => body.registeredOn <= on)
      .map(({ registeredOn, endedOn }) => {
        const isEnded = endedOn !== null && endedOn <= on;
        return {
          isEnded,
          days: (Date.parse(isEnded ? endedOn : on) - Date.parse(registeredOn)) / 86_400_000
        };
      });
    const horizon = 5 * 365.25;
    let value = 1;
    for (const day of new Set(
      lives.flatMap((life) => (life.isEnded && life.days <= horizon ? life.days : []))
    )) {
      const ended = lives.filter((life) => life.isEnded && life.days === day).length;
      value *= 1 - ended / lives.filter((life) => life.days >= day).length;
    }
    const atRisk = lives.filter((life) => life.days >= horizon).length;
    return [lives.length >= 10 && (atRisk > 0 || value === 0) ? value : null, atRisk, lives.length];
  }
};

const entered = (bodies: Body[], on: string) =>
  bodies.filter(({ registeredOn }) => registeredOn > yearsBefore(on, 1) && registeredOn <= on).length;
const left = (bodies: Body[], on: string) =>
  bodies.filter(({ endedOn }) => endedOn !== null && endedOn > yearsBefore(on, 1) && endedOn <= on);
const meanStock = (bodies: Body[], on: string) =>
  [on, yearsBefore(on, 1)].reduce((sum, day) => sum + bodies.filter((body) => isAlive(body, day)).length, 0) /
  2;
