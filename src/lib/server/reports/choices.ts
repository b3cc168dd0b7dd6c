import { DIVISIONS } from '../../field/division.ts';
import { PRECISIONS, PRECISION_TITLES } from '../../field/precision.ts';
import type { Lang } from '../../field/text.ts';
import { PARTS, PART_TITLES } from '../../reports/part.ts';
import { DEFINITIONS } from '../../indicators/definitions.ts';
import { INDICATORS } from '../../indicators/registry.ts';

import * as charts from '../charts.ts';

export interface Choice {
  value: string;
  title: string;
}

const TYPES: Record<string, Record<Lang, string>> = {
  association: { zh: '社会团体', en: 'association' },
  service: { zh: '社会服务机构', en: 'service organization' },
  foundation: { zh: '基金会', en: 'foundation' },
  other: { zh: '其他', en: 'other' }
};

const PUBLISHED: Record<string, Record<Lang, string>> = {
  attendance: { zh: '到会数', en: 'Attendance' },
  residents: { zh: '常住人口', en: 'Residents' },
  charities: { zh: '慈善组织', en: 'Charities' },
  staff: { zh: '从业人员', en: 'Staff' }
};

/** What a corrected figure may be set to, and the charts that show reports, named in one language. */
export function choicesFor(lang: Lang) {
  const named = (table: Record<string, Record<Lang, string>>): Choice[] =>
    Object.entries(table).map(([value, title]) => ({ value, title: title[lang] }));
  return {
    regions: DIVISIONS.map(({ code, name }): Choice => ({ value: code, title: name[lang] })),
    indicators: [
      ...INDICATORS.map(({ id, title }): Choice => ({ value: id, title: title[lang] })),
      ...named(PUBLISHED)
    ],
    definitions: DEFINITIONS.map(({ id, title }): Choice => ({ value: id, title: title[lang] })),
    precisions: PRECISIONS.map((value): Choice => ({ value, title: PRECISION_TITLES[value][lang] })),
    types: named(TYPES),
    parts: PARTS.map((value): Choice => ({ value, title: PART_TITLES[value][lang] })),
    charts: charts
      .list()
      .filter(({ spec }) => spec.reports)
      .map(({ slug, title }): Choice => ({ value: slug, title: title[lang] }))
  };
}

export type Choices = ReturnType<typeof choicesFor>;
