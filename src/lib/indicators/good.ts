import { ELIGIBLE_YEARS, GRADE_YEARS, GRADES, type Grade } from '../field/grade.ts';
import type { Text } from '../field/text.ts';
import type { Unit } from '../query/result.ts';
import { alive, count, type Formula, type Indicator, type OwnGroup } from './indicator.ts';

const LIFE = ['registered_on', 'ended_on'] as const;
const GRADED = { organizations: [...LIFE, 'grade', 'grade_on'] } as const;
const LIVING = alive('point.end_on');
const LAPSES_ON = `fact.grade_on + INTERVAL ${GRADE_YEARS} YEAR`;
export const VALID = `${LIVING} AND fact.grade IS NOT NULL AND fact.grade_on <= point.end_on AND ${LAPSES_ON} > point.end_on`;
export const ELIGIBLE = `${LIVING} AND fact.registered_on + INTERVAL ${ELIGIBLE_YEARS} YEAR <= point.end_on`;
export const LAPSING = `${VALID} AND ${LAPSES_ON} <= point.end_on + INTERVAL 1 YEAR`;
const STOCK_WORDS = { zh: '该日存量', en: 'stock on the day' };
const UNDER_TEN = { zh: '不足十家时不计算。', en: 'Nothing is computed on fewer than ten.' };
const VALIDITY = {
  zh: '等级自评估之日起五年有效，满五年当日失效；2月29日评的到第五年2月28日失效。',
  en: 'A grade is valid for five years from its day and lapses on the fifth anniversary; one of 29 February lapses on 28 February.'
};

/** All five grades, whether or not one was given. */
function byGrade(formula: (ofGrade: string) => Formula): Readonly<Record<string, OwnGroup>> {
  return { grade: { title: { zh: '评估等级', en: 'Grade' }, labels: GRADES, formula: formula(OF_GRADE) } };
}

/** SQL condition: the fact's grade is that of the band. */
export const OF_GRADE = `CAST(fact.grade AS VARCHAR) = (band.place + 1) || 'A'`;

/** SQL list of a grade and all above it. */
export function gradesFrom(grade: Grade): string {
  return GRADES.slice(GRADES.indexOf(grade))
    .map((one) => `'${one}'`)
    .join(', ');
}

/** 3A 以上率, 4A 以上率: over the graded or over all. */
function gradeUp(id: string, from: Grade, isOfAll: boolean): Indicator {
  const over: Text = isOfAll
    ? { zh: '存量', en: 'the stock' }
    : { zh: '有有效等级的', en: 'those with any valid grade' };
  return {
    id,
    question: 'good',
    title: {
      zh: `${from} 以上率（占${isOfAll ? '全部' : '有等级者'}）`,
      en: `Grade ${from} or higher, of ${isOfAll ? 'all' : 'the graded'}`
    },
    unit: 'ratio',
    definition: {
      zh: `该日持有有效 ${from} 及以上等级的在册组织数除以${over.zh}。${VALIDITY.zh}${UNDER_TEN.zh}`,
      en: `Living organizations with a valid grade of ${from} or higher on the day over ${over.en}. ${VALIDITY.en} ${UNDER_TEN.en}`
    },
    numerator: {
      zh: `有效等级为 ${from} 及以上的组织数`,
      en: `organizations with a valid grade of ${from} or higher`
    },
    denominator: isOfAll ? STOCK_WORDS : { zh: '有有效等级的组织数', en: 'organizations with a valid grade' },
    needs: GRADED,
    formula: {
      numerator: count(`${VALID} AND CAST(fact.grade AS VARCHAR) IN (${gradesFrom(from)})`),
      denominator: count(isOfAll ? LIVING : VALID),
      value: 'ratio'
    },
    isFlow: false
  };
}

/** 院均能力: the median of a column among the living for which it is known. */
function capacity(id: string, column: string, unit: Unit, title: Text, noun: Text): Indicator {
  const known = `${LIVING} AND fact.${column} IS NOT NULL`;
  return {
    id,
    question: 'good',
    title,
    unit,
    definition: {
      zh: `在册组织中填报了${noun.zh}的，其${noun.zh}的中位数；未填报的不计。${UNDER_TEN.zh}`,
      en: `The median ${noun.en} of the living organizations that state it; the others are left out. ${UNDER_TEN.en}`
    },
    numerator: { zh: `填报了${noun.zh}的在册组织数`, en: `living organizations that state their ${noun.en}` },
    denominator: STOCK_WORDS,
    needs: { organizations: [...LIFE, column] },
    formula: {
      numerator: count(known),
      denominator: count(LIVING),
      value: { aggregate: `median(fact.${column}) FILTER (WHERE ${known})` }
    },
    isFlow: false
  };
}

/** The share of the living for which a yes-or-no column says yes. */
function share(id: string, column: string, title: Text, definition: Text, numerator: Text): Indicator {
  return {
    id,
    question: 'good',
    title,
    unit: 'ratio',
    definition: {
      zh: `${definition.zh}${UNDER_TEN.zh}`,
      en: `${definition.en} ${UNDER_TEN.en}`
    },
    numerator,
    denominator: STOCK_WORDS,
    needs: { organizations: [...LIFE, column] },
    formula: { numerator: count(`${LIVING} AND fact.${column}`), denominator: count(LIVING), value: 'ratio' },
    isFlow: false
  };
}

/** 好不好: how they do. */
export const GOOD: readonly Indicator[] = [
  {
    id: 'graded_share',
    question: 'good',
    title: { zh: '有效评估覆盖率', en: 'Share with a valid grade' },
    unit: 'ratio',
    definition: {
      zh: `该日持有有效等级的在册组织数除以可参评的（登记满两年的）。${VALIDITY.zh}${UNDER_TEN.zh}`,
      en: `Living organizations with a valid grade on the day over those eligible, registered for two years or more. ${VALIDITY.en} ${UNDER_TEN.en}`
    },
    numerator: { zh: '可参评且有有效等级的组织数', en: 'eligible organizations with a valid grade' },
    denominator: {
      zh: '登记满两年的在册组织数',
      en: 'living organizations registered for two years or more'
    },
    needs: GRADED,
    formula: { numerator: count(`${VALID} AND ${ELIGIBLE}`), denominator: count(ELIGIBLE), value: 'ratio' },
    isFlow: false,
    groups: byGrade((ofGrade) => ({
      numerator: count(`${VALID} AND ${ELIGIBLE} AND ${ofGrade}`),
      denominator: count(ELIGIBLE),
      value: 'ratio'
    }))
  },
  gradeUp('grade_3a_up', '3A', false),
  gradeUp('grade_3a_up_of_all', '3A', true),
  gradeUp('grade_4a_up', '4A', false),
  gradeUp('grade_4a_up_of_all', '4A', true),
  {
    id: 'grades_lapsing',
    question: 'good',
    title: { zh: '等级到期预警', en: 'Grades about to lapse' },
    unit: '家',
    definition: {
      zh: `该日等级有效、将在此后12个月内失效的在册组织数，可按等级（grade）分。${VALIDITY.zh}`,
      en: `Living organizations whose grade is valid on the day and lapses within the twelve months after it, also by grade. ${VALIDITY.en}`
    },
    numerator: {
      zh: '等级将在12个月内到期的组织数',
      en: 'organizations whose grade lapses within twelve months'
    },
    denominator: null,
    needs: GRADED,
    formula: { numerator: count(LAPSING), value: 'count' },
    isFlow: false,
    groups: byGrade((ofGrade) => ({ numerator: count(`${LAPSING} AND ${ofGrade}`), value: 'count' }))
  },
  share(
    'party_coverage',
    'has_party_org',
    { zh: '党组织覆盖率', en: 'Share with a party organization' },
    {
      zh: '有党组织的在册组织数除以存量。名册只记现在有没有，因此过去各日也按现在的记录计算。',
      en: 'Living organizations with a party organization over the stock. The register says only whether there is one now, so past days are counted by that too.'
    },
    { zh: '有党组织的在册组织数', en: 'living organizations with a party organization' }
  ),
  capacity(
    'capacity',
    'staff',
    '人',
    { zh: '院均能力：从业人员', en: 'Capacity: staff' },
    { zh: '从业人员数', en: 'staff' }
  ),
  capacity(
    'capacity_capital',
    'capital_10k',
    '万元',
    { zh: '院均能力：注册资金', en: 'Capacity: capital' },
    { zh: '注册资金', en: 'capital' }
  ),
  share(
    'charity_share',
    'is_charity',
    { zh: '慈善组织占比', en: 'Share of charities' },
    {
      zh: '认定为慈善组织的在册组织数除以存量。名册只记现在是不是，因此过去各日也按现在的记录计算。',
      en: 'Living organizations that are charities over the stock. The register says only whether they are now, so past days are counted by that too.'
    },
    { zh: '在册的慈善组织数', en: 'living charities' }
  )
];
