import { FILED, MISSED, MISSED_BY_YEARS } from './filing.ts';
import { alive, count, during, MEAN_STOCK, type Indicator } from './indicator.ts';
import { ABNORMAL } from './lists.ts';
import { DAYS_A_YEAR, SURVIVAL } from './survival.ts';

const LIFE = ['registered_on', 'ended_on'] as const;
const LIVING = alive('point.end_on');
const FILINGS = {
  organizations: ['credit_code', ...LIFE],
  filings: ['credit_code', 'year', 'due', 'filed_on']
} as const;

/** Ages at which a band of age ends and the next begins, in years. */
export const AGE_BOUNDS = [1, 3, 5, 10] as const;

/** Years of age are counted by the calendar, so that a body is one year old on its day, whatever years leap. */
export const AGE_BAND = `CASE ${AGE_BOUNDS.map(
  (years, place) => `WHEN fact.registered_on + INTERVAL ${years} YEAR > point.end_on THEN ${place}`
).join(' ')} ELSE 4 END`;

/** 稳不稳: do they last. */
export const STABLE: readonly Indicator[] = [
  {
    id: 'survival',
    question: 'stable',
    title: { zh: '存续率', en: 'Survival' },
    unit: 'ratio',
    definition: {
      zh: '登记满五年时仍未终止的比例，按 Kaplan–Meier 乘积限法估计：截至该日仍在册的按该日删失，一年按 365.25 天计；另给当时仍在观察的家数和95%置信区间（log–log 变换，Greenwood 方差）。按年数（years）可得整条曲线。登记不足十家，或没有观察到五年的，不计算。',
      en: 'The share not yet ended five years after registration, by the product-limit estimate of Kaplan and Meier: those on the register on the day are censored on it, a year is 365.25 days. With it the number still at risk and the 95 % interval (log–log transformation, Greenwood’s variance); by years it is the whole curve. Nothing is computed on fewer than ten, or where nobody was seen that long.'
    },
    numerator: { zh: '到该年数时仍在观察的组织数', en: 'organizations still at risk at that age' },
    denominator: { zh: '截至该日登记过的组织数', en: 'organizations ever registered by the day' },
    needs: { organizations: LIFE },
    formula: SURVIVAL,
    isFlow: false,
    groups: { years: { title: { zh: '登记后年数', en: 'Years since registration' } } },
    missing: {
      zh: '观察时间不够长处不给存续率。',
      en: 'No survival is given where none was observed for that long.'
    }
  },
  {
    id: 'age',
    question: 'stable',
    title: { zh: '存续年限', en: 'Age' },
    unit: '年',
    definition: {
      zh: '在册组织从登记到该日的年数的中位数，一年按 365.25 天计；按年限段（age_band）则为各段家数：不满1年、满1年不满3年、满3年不满5年、满5年不满10年、10年及以上。不足十家时不给中位数。',
      en: 'The median of the years from registration to the day among the living, a year being 365.25 days; by age band, how many are under 1, from 1 to under 3, from 3 to under 5, from 5 to under 10, and 10 or older. No median is given for fewer than ten.'
    },
    numerator: { zh: '在册组织数', en: 'organizations on the register' },
    denominator: { zh: '在册组织数', en: 'organizations on the register' },
    needs: { organizations: LIFE },
    formula: {
      numerator: count(LIVING),
      denominator: count(LIVING),
      value: {
        aggregate: `median(CAST(point.end_on - fact.registered_on AS INTEGER)) FILTER (WHERE ${LIVING}) / ${DAYS_A_YEAR}`
      }
    },
    isFlow: false,
    groups: {
      age_band: {
        title: { zh: '存续年限', en: 'Age' },
        labels: ['<1', '1–3', '3–5', '5–10', '≥10'],
        unit: '家',
        formula: {
          numerator: count(`${LIVING} AND ${AGE_BAND} = band.place`),
          denominator: 'total',
          value: 'count'
        }
      }
    }
  },
  {
    id: 'filing_rate',
    question: 'stable',
    title: { zh: '参报率', en: 'Filing rate' },
    unit: 'ratio',
    definition: {
      zh: '最近一个报送期已结束的年度，截至该日已报送年报的除以应报送的。报送期到次年6月30日（2019年度到2020年8月31日）；此后补报的自补报之日起计入。广东的年报不作结论，因此没有合格率。不足十家时不计算。',
      en: 'Of the latest year whose season is over, the bodies that filed by the day over those due to file. The season lasts until 30 June of the year after (for 2019 until 31 August 2020); who files late counts from that day on. Filings in Guangdong get no verdict, so there is no pass rate. Nothing is computed on fewer than ten.'
    },
    numerator: { zh: '截至该日已报送的组织数', en: 'organizations that filed by the day' },
    denominator: { zh: '该年度应报送的组织数', en: 'organizations due to file about that year' },
    needs: FILINGS,
    formula: FILED,
    isFlow: false
  },
  {
    id: 'missed_filings',
    question: 'stable',
    title: { zh: '连续未报', en: 'Missed filings' },
    unit: '家',
    definition: {
      zh: '最近一个报送期已结束的年度应报而截至该日未报送年报的在册组织数；按年数（missed_years）分为到该年度为止连续未报一年、两年、三年及以上。不应报送的年度使连续中断。',
      en: 'Living organizations that were due to file about the latest year whose season is over and had not by the day; by missed years, how many have missed one, two, and three or more years in a row up to it. A year in which they were not due interrupts the row.'
    },
    numerator: { zh: '应报未报的在册组织数', en: 'living organizations that were due and have not filed' },
    denominator: null,
    needs: FILINGS,
    formula: MISSED,
    isFlow: false,
    groups: {
      missed_years: {
        title: { zh: '连续未报年数', en: 'Years missed in a row' },
        labels: ['1', '2', '3+'],
        formula: MISSED_BY_YEARS
      }
    }
  },
  {
    id: 'abnormal_rate',
    question: 'stable',
    title: { zh: '异常率', en: 'Abnormal rate' },
    unit: 'ratio',
    definition: {
      zh: '该日在活动异常名录上的在册组织数除以存量：列入日不晚于该日，且尚未移出；移出当日不计。列入名录不是终止，严重违法失信名单不在内。不足十家时不计算。',
      en: 'Living organizations on the list of abnormal activity on the day over the stock: listed on or before it and not yet taken off; one taken off on the very day is not counted. Being listed is not an end, and the list of serious violations is another. Nothing is computed on fewer than ten.'
    },
    numerator: {
      zh: '该日在活动异常名录上的组织数',
      en: 'organizations on the list of abnormal activity on the day'
    },
    denominator: { zh: '该日存量', en: 'stock on the day' },
    needs: {
      organizations: ['credit_code', ...LIFE],
      credit_lists: ['credit_code', 'list', 'from_on', 'to_on']
    },
    formula: ABNORMAL,
    isFlow: false
  },
  {
    id: 'turnover',
    question: 'stable',
    title: { zh: '换手率', en: 'Turnover' },
    unit: 'ratio',
    definition: {
      zh: '期内新成立与终止之和除以平均存量；平均存量是期初前一日与期末存量的平均。未指定时期时为截至该日的一年；平均存量不足十家时不计算。',
      en: 'Newly registered plus ended within the period over the mean stock, the mean of the stocks on the day before the period and at its end. Without a period, the year up to the day; nothing is computed on a mean stock under ten.'
    },
    numerator: { zh: '期内新成立与终止之和', en: 'organizations registered or ended within the period' },
    denominator: {
      zh: '期初前一日与期末存量的平均',
      en: 'mean of the stocks before the period and at its end'
    },
    needs: { organizations: LIFE },
    formula: {
      numerator: `${count(during('registered_on'))} + ${count(during('ended_on'))}`,
      denominator: MEAN_STOCK,
      value: 'ratio'
    },
    isFlow: true
  },
  {
    id: 'forced_exit_share',
    question: 'stable',
    title: { zh: '非自愿退出占比', en: 'Share of forced ends' },
    unit: 'ratio',
    definition: {
      zh: '期内撤销和吊销的除以全部终止的。未指定时期时为截至该日的一年；终止不足十家时不计算。',
      en: 'Revoked or with their licence withdrawn within the period over all that ended. Without a period, the year up to the day; nothing is computed on fewer than ten ends.'
    },
    numerator: {
      zh: '期内撤销、吊销的组织数',
      en: 'organizations revoked or with licence withdrawn within the period'
    },
    denominator: { zh: '期内终止的组织数', en: 'organizations that ended within the period' },
    needs: { organizations: ['ended_on', 'end_reason'] },
    formula: {
      numerator: count(`${during('ended_on')} AND CAST(fact.end_reason AS VARCHAR) IN ('撤销', '吊销')`),
      denominator: count(during('ended_on')),
      value: 'ratio'
    },
    isFlow: true
  }
];
