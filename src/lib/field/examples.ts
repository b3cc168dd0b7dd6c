/** Made-up records of the known datasets, for the examples that are offered with their templates. */
export const EXAMPLES: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  organizations: [
    {
      credit_code: '51440000500000015C',
      name: '示例科学技术协会',
      type: 'association',
      authority_code: '440000',
      seat_code: '440106',
      field: '人工智能',
      registered_on: '2015-03-20',
      status: '正常',
      grade: '4A',
      grade_on: '2022-11-01',
      capital_10k: '10',
      staff: '12',
      has_party_org: 'true',
      is_charity: 'false'
    },
    {
      credit_code: '53440115MJL000032J',
      name: '示例科技成果转化基金会',
      type: 'foundation',
      authority_code: '440115',
      seat_code: '440115',
      field: '生物医药',
      registered_on: '2019-06-01',
      status: '已注销',
      ended_on: '2023-05-31',
      end_reason: '注销',
      capital_10k: '300',
      staff: '45',
      has_party_org: 'false',
      is_charity: 'false'
    }
  ],
  filings: [
    { credit_code: '51440000500000015C', year: '2023', due: 'true', filed_on: '2024-05-20', result: '' }
  ],
  credit_lists: [
    {
      credit_code: '53440115MJL000032J',
      list: '活动异常名录',
      from_on: '2021-07-01',
      to_on: '2022-01-10',
      reason: '未按时报送年度报告'
    }
  ],
  statistics: [
    {
      region_code: '440000',
      indicator: 'stock',
      as_of: '2023-12-31',
      value: '4000',
      unit: '家',
      precision: 'nearly',
      source_title: '示例公报',
      published_on: '2024-01-15'
    }
  ],
  divisions: [
    { code: '440100', name_zh: '广州市', name_en: 'Guangzhou', level: 'prefecture', parent_code: '440000' }
  ]
};
