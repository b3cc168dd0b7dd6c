/** Measure words of a figure, as the contract spells them; longer ones first where one begins another. */
const UNITS = [
  ...[
    '个百分点',
    '百分点',
    '平方公里',
    '平方千米',
    '平方米',
    '立方米',
    '千瓦时',
    '公里',
    '千米',
    '公斤',
    '公顷'
  ],
  ...['人次', '家次', '件次', '场次', '美元', '港元', '欧元', '日元', '元(?!旦|月|年|素|宇)', '%', '‰', '倍'],
  ...[
    '家(?!庭|长|乡|具|禽)',
    '个(?!人|体|性|别|中)',
    '名(?!单|录|称|城|师)',
    '位(?!于|列|居|置)',
    '人(?!工|才|大|民|均|类|格|口|社)'
  ],
  ...[
    '户(?!籍|外)',
    '所(?!以|属|有|在|需)',
    '项(?!目)',
    '件',
    '场(?!所|景|地)',
    '次',
    '篇',
    '部(?!门|分|委|署|级)',
    '套',
    '台',
    '辆',
    '座'
  ],
  ...[
    '条(?!件|例)',
    '份',
    '批',
    '宗',
    '根(?!据|本|源|植)',
    '盏',
    '把(?!握|关|脉|手)',
    '起(?!到|来|步|草)',
    '笔',
    '支(?!持|撑|部|出)',
    '处(?!于|理|长)',
    '栋',
    '间',
    '款',
    '种'
  ],
  ...[
    '只(?!有|要|能|是)',
    '幅',
    '册',
    '本(?!市|省|次|地|区|科)',
    '张',
    '艘',
    '架',
    '枚',
    '株',
    '棵',
    '亩',
    '吨',
    '米',
    '岁',
    '年',
    '字',
    '对(?!接|比|于|口)'
  ]
] as const;

/** Of English nouns, the unit they are counted in. */
export const ENGLISH_UNITS: readonly (readonly [pattern: string, unit: string])[] = [
  ['percentage points?', '个百分点'],
  ['per ?cent|percent|%', '%'],
  [
    '(?:new |newly |charitable |social |non-profit |nonprofit |science |technology |and |tech |civil |registered |member |local |science-and-technology )*(?:organi[sz]ations?|associations?|foundations?|societies|society|NGOs?|institutions?|bodies|groups?|companies|firms|enterprises|units?)',
    '家'
  ],
  ['(?:RMB|yuan|CNY)', '元'],
  ['(?:US )?dollars?', '美元'],
  [
    '(?:people|persons?|residents|employees|staff|members|participants|volunteers|experts|scientists|researchers|visitors|guests|delegates|representatives|attendees|students)',
    '人'
  ],
  ['times', '倍'],
  [
    '(?:projects?|events?|meetings?|awards?|patents?|cities|districts|counties|provinces|countries|fields)',
    '个'
  ]
];

/** Units that always measure: with them even 一 to 十 count (增长两倍, 三成). */
export const ALWAYS_MEASURED = new Set(['%', '‰', '倍', '个百分点', '百分点', '元', '美元', '港元', '欧元']);

/** Units that are counted like 家 when an indicator's unit is asked for. */
export const ORGANIZATION_UNITS = new Set(['家', '个', '所']);

/** Source of a regular expression that finds a measure word, never the beginning of another word (人工, 组织). */
export const UNIT = UNITS.join('|');
