/** What a phrase of a report counts. `definition` null: the report states none, the dataset's own is meant. */
export interface SubjectRow {
  phrase: string;
  indicator: string | null;
  definition: string | null;
  type: string | null;
}

const row = (
  phrase: string,
  indicator: string | null,
  definition: string | null,
  type: string | null = null
): SubjectRow => ({
  phrase,
  indicator,
  definition,
  type
});

/** The table that ships; an analyst's own rows come before it. Of the phrases that fit, the longest decides. */
export const SUBJECTS: readonly SubjectRow[] = [
  ...['科技类社会组织', '科技社会组织', '科技型社会组织', '科技类组织', '科技类'].map((phrase) =>
    row(phrase, 'stock', null)
  ),
  row('科技类社会团体', 'stock', null, 'association'),
  row('科技类社团', 'stock', null, 'association'),
  row('科技类社会服务机构', 'stock', null, 'service'),
  row('科技类民办非企业单位', 'stock', null, 'service'),
  row('科技类民非', 'stock', null, 'service'),
  row('科技类基金会', 'stock', null, 'foundation'),
  row('全国性科技类社会组织', 'stock', 'tech-national-registered'),
  row('全国性的科技类社会组织', 'stock', 'tech-national-registered'),
  row('科技领域社会组织', 'stock', 'tech-field-2023'),
  row('科技领域的社会组织', 'stock', 'tech-field-2023'),
  row('科技领域', 'stock', 'tech-field-2023'),
  row('科技创新领域社会组织', 'stock', 'tech-innovation-2025'),
  row('科技创新领域', 'stock', 'tech-innovation-2025'),
  row('科技与研究', 'stock', 'tech-research-2021'),
  row('科技研究类社会团体', 'stock', 'tech-2012', 'association'),
  row('科技服务类民办非企业单位', 'stock', 'tech-2012', 'service'),
  row('社会组织', 'stock', 'all-bulletin'),
  row('社会团体', 'stock', 'all-bulletin', 'association'),
  row('社团', 'stock', 'all-bulletin', 'association'),
  row('社会服务机构', 'stock', 'all-bulletin', 'service'),
  row('民办非企业单位', 'stock', 'all-bulletin', 'service'),
  row('民非', 'stock', 'all-bulletin', 'service'),
  row('基金会', 'stock', 'all-bulletin', 'foundation'),
  row('省级社会组织', 'stock', 'all-province-registered'),
  row('省本级社会组织', 'stock', 'all-province-registered'),
  row('慈善组织', 'charities', 'all-bulletin'),
  row('常住人口', 'residents', 'residents-yearly'),
  row('从业人员', 'staff', 'all-bulletin'),
  row('科协所属学会', 'stock', 'cast-societies', 'association'),
  row('市科协所属学会', 'stock', 'cast-societies-city', 'association'),
  ...[
    '社区社会组织',
    '行业协会商会',
    '行业协会',
    '商会',
    '学会',
    '研究会',
    '科技型企业',
    '高新技术企业',
    '企业'
  ].map((phrase) => row(phrase, null, null)),
  ...['science and technology social', 'science-and-technology social', 'science and technology'].flatMap(
    (kind) => [`${kind} organizations`, `${kind} organization`].map((phrase) => row(phrase, 'stock', null))
  ),
  row('social organizations', 'stock', 'all-bulletin'),
  row('social organization', 'stock', 'all-bulletin'),
  row('residents', 'residents', 'residents-yearly')
];

/** Words between subject and number that only say there are so many: the number is the subject's count. */
export const STANDING =
  /^(?:的|从|由|自|中|里|当中|方面|这一?|该|数字|为止|\u0001|尚|已|共|总|现|则|仍|还|均|也|就|为|是|有|达到?|数量?|总[数量]|存量|规模|合计|总计|共计|登记|注册|在册|依法|正式|发展|突破|增?加?[到至]|增[加长][到至]|升?至|拥有|数目|记录|统计|仅|约|分别|各|[:,，、（(\s])*$/;

/** What happened to the counted ones, for an indicator other than their stock. */
export const EVENTS: readonly (readonly [pattern: RegExp, indicator: string])[] = [
  [
    /净增加?|(?:比|较|与)[^,，。]{0,10}[,，]?[^,，。]{0,14}(?:增加|减少|增长|多出?|少)了?$|(?:more|fewer) than (?:a|the) year (?:before|earlier)/,
    'net'
  ],
  [/新增加?|新成立|新登记|新注册|成立登记|增加了?$|成立了?$|登记了$|newly registered/, 'entries'],
  [/注销|撤销|吊销|退出|deregistered|dissolved/, 'exits']
];

/** Those counted were there, came or took part: an attendance, whatever kind of organization it was. */
export const ATTENDING =
  /齐聚|参加|参会|出席|与会|到会|参展|参赛|参与|汇聚|聚集|集聚一堂|共聚|亮相|报名|attend|took part|gather|participat/;

/** Something else was done by or to so many of them; no count of a register. */
export const OTHERWISE =
  /获评|评为|获得|荣获|入选|检查|抽查|约谈|走访|调研|培育|孵化|扶持|资助|捐赠|服务|带动|帮扶|结对|动员|组织|承接|举办|开展|签约|入驻|处罚|整改|评估|表彰|培训|发布|吸引|邀请|推荐|列入|提交|报送|服务了|awarded|inspected/;

/** 列入名录的社会组织, 应参加年报的社会组织: only those are counted of which it was said, so no stock. */
export const SOME_OF_THEM =
  /(?:列入|纳入|移出|获得|荣获|获评|评为|参评|应当?参加|应当?报|参加|已报|报送|未报|逾期|检查|抽查|处罚|约谈|整改)[^,，、]*$/;

/** Percentages: what the words before them measure. */
export const RATES: readonly (readonly [pattern: RegExp, indicator: string | null])[] = [
  [/参报率|filing rate/i, 'filing_rate'],
  [/异常率|异常名录[^,，]{0,12}(?:占比?|比例|比重)|abnormal rate/i, 'abnormal_rate'],
  [/有效评估覆盖率|valid grade/i, 'graded_share'],
  [/慈善组织占比|share of charities/i, 'charity_share'],
  [/(?:[一二三四六七八九十]|(?<!\d)[1-46-9]|\d{2,})年(?:期)?存续率/, null],
  [/存续率|survival/i, 'survival'],
  [
    /党组织覆盖率|(?:有|建立|设立|成立)了?党组织[^,，]{0,8}(?:占|比例|比重)|share with a party organi[sz]ation/i,
    'party_coverage'
  ],
  [/[34]A(?:级)?(?:及?以上)/, null],
  [/年均(?:复合)?(?:增长|增速)/, 'cagr'],
  [
    /占(?:全部|全市|全省|全国|所有)?的?社会组织(?:总数|总量)?|占社会组织比重|share of all social organi[sz]ations/i,
    'share_of_all'
  ],
  [/占|比重|比例|份额|覆盖|比率|率$/, null],
  [
    /同比|比上年|较上年|比去年|增长|增速|增幅|增加|提高|上升|下降|减少|回落|grew|growth|increase|rose|fell|decrease|\b(?:up|down)\b(?! to)/,
    'growth'
  ]
];

export const FALLING = /下降|减少|回落|降低|下滑|负增长|净减|fell|decrease|decline|dropped|\bdown\b|fewer/;
