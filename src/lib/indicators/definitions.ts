import type { Definition } from '../query/result.ts';

/**
 * 口径: every definition that a row of data/statistics.csv, the registry or a report's figure may name, declared
 * once. Two figures are comparable only when their definition is the same.
 */
export const DEFINITIONS: readonly Definition[] = [
  {
    id: 'tech-local',
    title: {
      zh: '科技类社会组织（地方口径）',
      en: 'Science-and-technology organizations (local definition)'
    },
    text: {
      zh: '2023年12月29日论坛报道所称的广东、广州“科技类社会组织”。报道没有说明怎样认定科技类，也没有说明是否包括各级登记的组织；这里按登记管理机关所在地区计数，分支机构不计。',
      en: 'The “science-and-technology social organizations” of Guangdong and Guangzhou in the forum report of 29 December 2023. The report does not say what makes an organization one of them, nor whether every level of registration is included; here they are counted by the division of the registering authority, branches never.'
    }
  },
  {
    id: 'tech-2012',
    title: {
      zh: '科技研究类社会团体与科技服务类民非（旧分类）',
      en: 'Science research associations and science service units (old classes)'
    },
    text: {
      zh: '2012年社会服务发展统计公报的两个旧类别：科技研究类社会团体和科技服务类民办非企业单位。没有公布过合计，合计数是两类相加；基金会不在内。',
      en: 'Two old classes of the 2012 statistical communiqué: science research associations and science service non-enterprise units. No total was published; the total is the two added. Foundations are not included.'
    }
  },
  {
    id: 'tech-research-2021',
    title: {
      zh: '科技与研究领域（2021年分类）',
      en: 'Field “science, technology and research” (classes of 2021)'
    },
    text: {
      zh: '《中国社会组织报告（2022）》按活动领域分类中的“科技与研究”一类，一个组织只归入一个领域；截至2021年底，全国。',
      en: 'The class “science, technology and research” in the classification by field of the Report on Chinese Social Organizations (2022), where each organization belongs to one field; national, end of 2021.'
    }
  },
  {
    id: 'tech-field-2023',
    title: {
      zh: '科技领域社会组织（2023年发布）',
      en: 'Organizations in the field of science and technology (announced 2023)'
    },
    text: {
      zh: '民政部2023年6月公布的“科技领域社会组织”，只给出超过4万家的约数。它比统计分类“科技与研究”宽，认定办法未公布。',
      en: 'The “social organizations in the field of science and technology” announced by the Ministry of Civil Affairs in June 2023, only as more than 40,000. It is wider than the statistical class “science, technology and research”; how they are identified was not published.'
    }
  },
  {
    id: 'tech-innovation-2025',
    title: {
      zh: '科技创新领域社会组织（2025年发布）',
      en: 'Organizations in the field of innovation (announced 2025)'
    },
    text: {
      zh: '2025年10月国务院新闻办公室发布会公布的“科技创新领域社会组织”，取整到千。与2023年公布的“科技领域”不是同一口径，认定办法未公布。',
      en: 'The “social organizations in the field of scientific and technological innovation” announced at the press conference of October 2025, rounded to thousands. It is not the definition of 2023; how they are identified was not published.'
    }
  },
  {
    id: 'tech-national-registered',
    title: { zh: '全国性科技类社会组织', en: 'National science-and-technology organizations' },
    text: {
      zh: '在民政部登记的科技类社会组织，地方登记的不在内。它是“科技领域社会组织”的一部分，不是全国总数。',
      en: 'Science-and-technology organizations registered with the ministry itself, without those registered locally. They are a part of the organizations in the field, not the national total.'
    }
  },
  {
    id: 'tech-attendance',
    title: { zh: '到会科技类社会组织', en: 'Science-and-technology organizations attending an event' },
    text: {
      zh: '一次活动的到会组织数，既不是登记数，也不限于活动所在地区的组织。',
      en: 'Organizations that attended one event: not a count of registrations, and not limited to organizations of the place where it was held.'
    }
  },
  {
    id: 'cast-societies',
    title: {
      zh: '科协所属学会、协会、研究会',
      en: 'Societies belonging to the association for science and technology'
    },
    text: {
      zh: '科学技术协会统计的在册学会、协会、研究会，市科协与区科协所属相加。它按隶属关系统计，与“科技类社会组织”不是同一口径。',
      en: 'Societies on the books of the association for science and technology, city and districts together. They are counted by affiliation, which is not the definition of science-and-technology organizations.'
    }
  },
  {
    id: 'cast-societies-city',
    title: {
      zh: '市科协所属学会、协会、研究会',
      en: 'Societies belonging to the city association for science and technology'
    },
    text: {
      zh: '市科学技术协会所属的在册学会、协会、研究会，各区科协所属的不在内。',
      en: 'Societies on the books of the city association for science and technology, without those of the districts.'
    }
  },
  {
    id: 'cast-societies-district',
    title: {
      zh: '区科协所属学会、协会、研究会',
      en: 'Societies belonging to the district associations for science and technology'
    },
    text: {
      zh: '各区科学技术协会所属的在册学会、协会、研究会相加，市科协所属的不在内。',
      en: 'Societies on the books of all district associations for science and technology, without those of the city.'
    }
  },
  {
    id: 'all-bulletin',
    title: { zh: '全部社会组织（民政统计）', en: 'All social organizations (civil affairs statistics)' },
    text: {
      zh: '在民政部门登记的全部社会组织，即社会团体、社会服务机构（民办非企业单位）和基金会之和，含该地区各级登记；数字来自民政部门的年度公报、季度统计或登记管理机关公布的数。未登记的社区社会组织和分支机构不计。',
      en: 'All organizations registered with the civil affairs departments: associations, social service organizations and foundations of every level in the place, from the yearly communiqué, quarterly statistics or an announcement of the registering authority. Community groups without registration and branches are not counted.'
    }
  },
  {
    id: 'all-platform',
    title: { zh: '全部社会组织（信息平台收录）', en: 'All social organizations (public platform)' },
    text: {
      zh: '全国社会组织信息平台在某一天收录的组织数。收录随时更新，与年度公报是两个数列，不能连成一条线。',
      en: 'Organizations listed on the national public platform on one day. The listing changes daily and is another series than the yearly communiqué: the two are not joined by a line.'
    }
  },
  {
    id: 'all-province-registered',
    title: { zh: '省级登记的社会组织', en: 'Organizations registered by the province' },
    text: {
      zh: '只计在省民政厅登记的社会组织，各市、县（区）登记的不在内，不是全省总数。',
      en: 'Only organizations registered with the province’s department of civil affairs, without those registered by cities, counties and districts: not the total of the province.'
    }
  },
  {
    id: 'filing-province-associations',
    title: { zh: '全省性社会团体年度工作报告', en: 'Yearly filings of province-level associations' },
    text: {
      zh: '在省民政厅登记的社会团体报送某一年度工作报告的情况：应参加、实际参加、未参加，以及未参加的连续年数。截至日期是报告年度的最后一天，报送在次年。',
      en: 'Yearly filings of the associations registered with the province: due, filed, missing, and for how many years in a row. The date is the last day of the year filed about; filing takes place in the year after.'
    }
  },
  {
    id: 'foundations-operating',
    title: { zh: '正常运作的基金会', en: 'Foundations in operation' },
    text: {
      zh: '基金会行业资料统计的正常运作基金会，已停止活动的不计；与民政统计的登记数不是同一口径。',
      en: 'Foundations in operation according to material of the foundation sector, without inactive ones; not the count of registrations in civil affairs statistics.'
    }
  },
  {
    id: 'residents-yearly',
    title: { zh: '常住人口（统计公报）', en: 'Residents (statistical communiqué)' },
    text: {
      zh: '年末常住人口，由统计公报按抽样调查推算公布，精确到百人；以万人公布的数在这里换算成人。',
      en: 'Residents at the end of the year as published in the statistical communiqué, estimated from sample surveys and given to the hundred; figures published in units of 10,000 are converted to persons.'
    }
  },
  {
    id: 'residents-census',
    title: { zh: '常住人口（人口普查）', en: 'Residents (census)' },
    text: {
      zh: '第七次全国人口普查的常住人口，普查标准时点为2020年11月1日零时。',
      en: 'Residents according to the seventh national census, at midnight of 1 November 2020.'
    }
  }
];

const DEFINITION_OF_ID = new Map(DEFINITIONS.map((definition) => [definition.id, definition]));

export function findDefinition(id: string): Definition | undefined {
  return DEFINITION_OF_ID.get(id);
}

/** The definition of that id; one that is not declared goes by its id. */
export function definitionOf(id: string): Definition {
  return findDefinition(id) ?? { id, title: { zh: id, en: id }, text: { zh: '', en: '' } };
}
