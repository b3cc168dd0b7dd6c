import { ELIGIBLE_YEARS, GRADE_YEARS, GRADES } from '../field/grade.ts';
import { ELIGIBLE, gradesFrom, LAPSING, OF_GRADE, VALID } from './good.ts';
import { alive, count, during, type Step } from './indicator.ts';
import { AGE_BAND, AGE_BOUNDS } from './stable.ts';

const LIVING = alive('point.end_on');
const LIFE = { from: 'registered_on', until: 'ended_on', where: 'true', needs: {} };

const LAPSES_ON = `grade_on + ${GRADE_YEARS * 12}`;
const GRADED = {
  from: 'greatest(registered_on, grade_on)',
  until: `least(ended_on, ${LAPSES_ON})`,
  where: 'grade IS NOT NULL',
  needs: { grade: 'text', grade_on: 'date' }
} as const;
const ELIGIBLE_ON = `registered_on + ${ELIGIBLE_YEARS * 12}`;
const ELIGIBLE_GRADED = { ...GRADED, from: `greatest(${ELIGIBLE_ON}, grade_on)` };
/** A year before it lapses. */
const ENDING = { ...GRADED, from: `greatest(registered_on, grade_on + ${(GRADE_YEARS - 1) * 12})` };

/** Every count but those of plain stocks and flows that months tell exactly, as formulas spell it. */
export const STEPS: readonly Step[] = [
  { ...LIFE, count: count(LIVING) },
  { ...LIFE, count: count(during('ended_on')), from: 'ended_on', until: 'NULL', isFlow: true },
  {
    ...LIFE,
    count: count(`${during('ended_on')} AND CAST(fact.end_reason AS VARCHAR) IN ('撤销', '吊销')`),
    from: 'ended_on',
    until: 'NULL',
    where: `CAST(end_reason AS VARCHAR) IN ('撤销', '吊销')`,
    needs: { end_reason: 'text' },
    isFlow: true
  },
  ...[...AGE_BOUNDS, null].map((end, place) => ({
    ...LIFE,
    count: count(`${LIVING} AND ${AGE_BAND} = band.place`),
    from: `registered_on + ${(AGE_BOUNDS[place - 1] ?? 0) * 12}`,
    until: end === null ? 'ended_on' : `least(ended_on, registered_on + ${end * 12})`,
    place
  })),
  ...['has_party_org', 'is_charity'].map((column) => ({
    ...LIFE,
    count: count(`${LIVING} AND fact.${column}`),
    where: column,
    needs: { [column]: 'boolean' } as const
  })),
  { ...LIFE, count: count(ELIGIBLE), from: ELIGIBLE_ON },
  { ...GRADED, count: count(VALID) },
  { ...ELIGIBLE_GRADED, count: count(`${VALID} AND ${ELIGIBLE}`) },
  { ...ENDING, count: count(LAPSING) },
  ...(['3A', '4A'] as const).map((grade) => ({
    ...GRADED,
    count: count(`${VALID} AND CAST(fact.grade AS VARCHAR) IN (${gradesFrom(grade)})`),
    where: `${GRADED.where} AND CAST(grade AS VARCHAR) IN (${gradesFrom(grade)})`
  })),
  ...GRADES.flatMap((grade, place) => {
    const where = `${GRADED.where} AND CAST(grade AS VARCHAR) = '${grade}'`;
    return [
      { ...ENDING, count: count(`${LAPSING} AND ${OF_GRADE}`), where, place },
      { ...ELIGIBLE_GRADED, count: count(`${VALID} AND ${ELIGIBLE} AND ${OF_GRADE}`), where, place }
    ];
  })
];
