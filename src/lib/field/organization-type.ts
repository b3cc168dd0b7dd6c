import type { Text } from './text.ts';

export const ORGANIZATION_TYPES = ['association', 'service', 'foundation', 'other'] as const;
export type OrganizationType = (typeof ORGANIZATION_TYPES)[number];

export const ORGANIZATION_TYPE_TITLES: Record<OrganizationType, Text> = {
  association: { zh: '社会团体', en: 'Associations' },
  service: { zh: '社会服务机构', en: 'Social service organizations' },
  foundation: { zh: '基金会', en: 'Foundations' },
  other: { zh: '其他', en: 'Other' }
};

// 民办非企业单位 was renamed 社会服务机构 by the Charity Law of 2016; both occur in one file.
const SYNONYMS: Record<OrganizationType, readonly string[]> = {
  association: [
    '社会团体',
    '社团',
    '社会团体法人',
    '行业协会',
    '行业协会商会',
    '学会',
    '研究会',
    '联合会',
    '促进会',
    '协会',
    'social group'
  ],
  service: [
    '社会服务机构',
    '民办非企业单位',
    '民办非企业',
    '民非',
    '民非企业',
    '社会服务机构（民办非企业单位）',
    'social service'
  ],
  foundation: ['基金会', '基金会法人', 'foundations'],
  other: ['其他', '其它', '其他社会组织']
};

const TYPE_OF_WORD = new Map<string, OrganizationType>(
  ORGANIZATION_TYPES.flatMap((type) =>
    [type, ORGANIZATION_TYPE_TITLES[type].en, ...SYNONYMS[type]].map((word) => [fold(word), type] as const)
  )
);

/** Every Chinese word that means a type. */
export const TYPE_WORDS: readonly string[] = [...TYPE_OF_WORD.keys()].filter(
  (word) => !/^[a-z ]+$/.test(word)
);

/** The type that a word of an office means, undefined when it means none. Branches (分支机构) are no type: never counted. */
export function parseOrganizationType(text: string): OrganizationType | undefined {
  return TYPE_OF_WORD.get(fold(text));
}

const BRANCHES = new Set(['branch', '分支机构', '代表机构', '分支(代表)机构', '分支机构(代表机构)']);

/** True for 分支机构, 代表机构 and the like: no organizations, never counted, but kept apart in a registry's data. */
export function isBranch(text: string): boolean {
  return BRANCHES.has(fold(text));
}

const TYPE_OF_KIND = new Map<string, OrganizationType>([
  ['51', 'association'],
  ['52', 'service'],
  ['53', 'foundation'],
  ['59', 'other']
]);

/**
 * The type that the second character of a credit code of the civil affairs department says (GB 32100-2015);
 * undefined for another department's code or one that is not 18 characters long.
 */
export function typeOfCreditCode(code: string): OrganizationType | undefined {
  const plain = code.trim();
  return plain.length === 18 ? TYPE_OF_KIND.get(plain.slice(0, 2)) : undefined;
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
