/**
 * What offices call the columns of the known datasets, the likeliest first: where a file has two of them, the first
 * is taken and the other stays a column of its own (成立日期 and 登记日期 are two dates). Blanks, width, case, a unit in
 * brackets and a star do not count. A schema's own names and titles need not be here.
 */
export const SYNONYMS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  organizations: {
    credit_code: [
      '统一社会信用代码',
      '社会信用代码',
      '统一信用代码',
      '信用代码',
      '统一代码',
      '统一社会信用代码证号',
      'USCC',
      'unified social credit code'
    ],
    name: [
      '社会组织名称',
      '组织名称',
      '单位名称',
      '机构名称',
      '社团名称',
      '全称',
      '名称',
      'organization',
      'organization name'
    ],
    type: [
      '社会组织类型',
      '组织类型',
      '社会组织类别',
      '组织类别',
      '机构类型',
      '类型',
      '类别',
      'organization type'
    ],
    authority_code: [
      ...[
        '登记管理机关行政区划',
        '登记管理机关行政区划代码',
        '登记管理机关区划代码',
        '登记机关行政区划',
        '登记管理机关所在地区'
      ],
      ...[
        '登记管理机关',
        '登记机关',
        '发证机关',
        '管辖区域',
        '行政区划代码',
        '行政区划',
        '区划代码',
        'authority'
      ]
    ],
    seat_code: [
      '所在行政区',
      '所在区县',
      '所在区',
      '所在地区',
      '住所行政区划',
      '住所所在区',
      '住所所在地',
      'seat'
    ],
    field: ['所属行业', '行业领域', '业务领域', '行业分类', '领域', '行业', 'industry'],
    subfield: ['细分领域', '细分行业', '子领域', '二级行业'],
    registered_on: [
      ...[
        '成立登记日期',
        '成立登记时间',
        '登记日期',
        '登记时间',
        '注册日期',
        '批准登记日期',
        '成立日期',
        '成立时间'
      ],
      ...['registration date', 'registered', 'date of registration']
    ],
    status: ['登记状态', '组织状态', '单位状态', '机构状态', '存续状态', '状态'],
    ended_on: ['终止日期', '注销日期', '注销时间', '注销登记日期', '撤销日期', '退出日期'],
    end_reason: ['终止原因', '退出方式', '终止方式'],
    grade: ['评估等级', '社会组织评估等级', '评估级别', '评估结果', '等级'],
    grade_on: ['评估日期', '评估时间', '评定日期', '获评日期', '评估等级授予日期'],
    capital_10k: ['注册资金', '注册资本', '开办资金', '活动资金', '原始基金', '原始基金数额', 'capital'],
    staff: [
      '从业人员',
      '从业人数',
      '从业人员数',
      '工作人员数',
      '专职工作人员数',
      '专职人员',
      '员工数',
      'employees'
    ],
    has_party_org: ['是否建立党组织', '是否有党组织', '有党组织', '党组织建立情况', '党组织'],
    is_charity: ['是否慈善组织', '是否认定为慈善组织', '慈善组织', 'charity']
  },
  filings: {
    credit_code: ['统一社会信用代码', '社会信用代码', '信用代码'],
    year: ['报告年度', '年报年度', '年检年度', '年度', '年份'],
    due: ['是否应参报', '应参报', '是否应报', '应报'],
    filed_on: ['申报日期', '报送日期', '报送时间', '填报时间', '提交时间', '参检日期'],
    result: ['年检结论', '年检结果', '年报结论', '结论']
  },
  credit_lists: {
    credit_code: ['统一社会信用代码', '社会信用代码', '信用代码'],
    list: ['名录', '名录类型', '名录名称', '名单', '名单类型', '名单名称'],
    from_on: ['列入日期', '列入时间'],
    to_on: ['移出日期', '移出时间', '移除日期'],
    reason: ['列入原因', '列入事由', '原因', '事由']
  },
  statistics: {
    region_code: [
      '地区代码',
      '行政区划代码',
      '地区',
      '区域',
      '行政区划',
      '省份',
      '地市',
      '城市',
      'region',
      'area'
    ],
    indicator: ['指标名称', '指标', '统计指标'],
    type: ['社会组织类型', '组织类型', '类型'],
    as_of: [
      '截至日期',
      '截至时间',
      '截至',
      '统计时间',
      '数据时间',
      '时间',
      '日期',
      '年份',
      '年度',
      'date',
      'time',
      'period'
    ],
    value: ['数值', '指标值', '数据', '值', '数量'],
    unit: ['计量单位', '单位'],
    precision: ['精度', '精确程度'],
    definition: ['统计口径', '口径'],
    source_title: ['数据来源', '来源', '资料来源'],
    source_url: ['来源网址', '来源链接', '网址', '链接'],
    published_on: ['发布日期', '发布时间', '公布日期', '公布时间']
  },
  divisions: {
    code: ['行政区划代码', '区划代码', '代码'],
    name_zh: ['中文名称', '区划名称', '行政区划名称', '名称'],
    name_en: ['英文名称', '英文名'],
    level: ['层级', '级别'],
    parent_code: ['上级代码', '上级区划代码', '父级代码']
  }
};

/** Headers of data about persons, which are left out unless the analyst asks for them (domain.md). */
export const PERSONAL: readonly string[] = [
  ...['法定代表人', '法人代表', '法人姓名', '负责人', '联系人', '经办人', '会长', '理事长', '秘书长'],
  ...[
    '电话',
    '手机',
    '联系方式',
    '身份证',
    '证件号',
    '邮箱',
    '电子邮件',
    '微信',
    'QQ',
    '传真',
    '家庭住址',
    '出生日期'
  ],
  ...['legal representative', 'contact', 'phone', 'mobile', 'email', 'e-mail', 'id card', 'fax']
];
