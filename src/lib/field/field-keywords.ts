import type { Text } from './text.ts';

/** 领域: `title.zh` is what the registry's field column holds; `keywords` are what names and other registries say. */
export interface Field {
  id: string;
  title: Text;
  keywords: readonly string[];
}

/**
 * The keyword → field table, meant to be edited: registries word fields differently from place to place. The
 * first three are the words of the forum report of 2023-12-29 (生物医药, 电子信息, 人工智能).
 */
export const FIELDS: readonly Field[] = [
  {
    id: 'biomedicine',
    title: { zh: '生物医药', en: 'Biomedicine' },
    keywords: [
      '生物医药',
      '医药',
      '生物',
      '医疗',
      '医学',
      '基因',
      '细胞',
      '蛋白',
      '疫苗',
      '中药',
      '药物',
      '健康',
      '中医',
      '岭南中药',
      '体外诊断',
      '数字疗法'
    ]
  },
  {
    id: 'electronics',
    title: { zh: '电子信息', en: 'Electronics and information' },
    keywords: [
      '电子信息',
      '电子',
      '集成电路',
      '半导体',
      '芯片',
      '通信',
      '物联网',
      '软件',
      '超高清',
      '显示',
      '网络安全',
      '信息',
      '数据安全'
    ]
  },
  {
    id: 'artificial-intelligence',
    title: { zh: '人工智能', en: 'Artificial intelligence' },
    keywords: [
      '人工智能',
      '大模型',
      '机器学习',
      '计算机视觉',
      '智能语音',
      '具身智能',
      '算法',
      'AI',
      '人形机器人',
      '算力',
      '语音智能',
      '影像算法'
    ]
  },
  {
    id: 'manufacturing',
    title: { zh: '智能制造', en: 'Smart manufacturing' },
    keywords: [
      '智能制造',
      '先进制造',
      '机器人',
      '数控',
      '智能装备',
      '工业互联网',
      '模具',
      '增材制造',
      '智能家电',
      '制造',
      '激光',
      '数字工厂',
      '智能家居'
    ]
  },
  {
    id: 'materials',
    title: { zh: '新材料', en: 'New materials' },
    keywords: ['新材料', '纳米', '石墨烯', '高分子', '稀土', '陶瓷', '材料', '涂料', '先进材料']
  },
  {
    id: 'energy',
    title: { zh: '新能源', en: 'New energy' },
    keywords: ['新能源', '储能', '氢能', '光伏', '风电', '动力电池', '核能', '能源', '电池', '充电', '太阳能']
  },
  {
    id: 'environment',
    title: { zh: '节能环保', en: 'Environment and energy saving' },
    keywords: [
      '节能环保',
      '环保',
      '碳中和',
      '低碳',
      '固废',
      '水处理',
      '生态',
      '节能',
      '环境',
      '绿色建筑',
      '大气',
      '再生资源'
    ]
  },
  {
    id: 'marine',
    title: { zh: '海洋科技', en: 'Marine technology' },
    keywords: ['海洋', '深海', '船舶', '海水', '水产种业', '海洋生物', '海洋信息']
  },
  {
    id: 'agriculture',
    title: { zh: '现代农业', en: 'Modern agriculture' },
    keywords: [
      '现代农业',
      '农业',
      '种业',
      '智慧农机',
      '岭南果树',
      '茶叶',
      '农产品',
      '农机',
      '作物育种',
      '荔枝',
      '预制菜'
    ]
  },
  {
    id: 'research',
    title: { zh: '基础研究', en: 'Basic research' },
    keywords: [
      '基础研究',
      '科学与研究',
      '物理',
      '化学',
      '数学',
      '地质',
      '气象',
      '力学',
      '测绘',
      '分析测试',
      '土木工程',
      '机械工程',
      '电机工程'
    ]
  },
  {
    id: 'transfer',
    title: { zh: '成果转化', en: 'Technology transfer' },
    keywords: [
      '成果转化',
      '技术转移',
      '知识产权',
      '科技金融',
      '孵化',
      '检验检测',
      '科技标准化',
      '科技服务',
      '专利',
      '创业投资',
      '创新创业'
    ]
  },
  {
    id: 'popularization',
    title: { zh: '科学普及', en: 'Science popularization' },
    keywords: [
      '科学普及',
      '科普',
      '青少年科技',
      '科学教育',
      '天文',
      '科技教育',
      '科技传播',
      '自然科学',
      '创客教育'
    ]
  }
];

/**
 * The field that a name or a registry's word points to: its longest keyword found in the text decides, at equal
 * length the table's order. Undefined when no keyword occurs.
 */
export function inferField(text: string, table: readonly Field[] = FIELDS): Field | undefined {
  const wanted = text.normalize('NFKC').toUpperCase();
  let best: { field: Field; length: number } | undefined;
  for (const field of table) {
    for (const keyword of field.keywords) {
      if (keyword.length > (best?.length ?? 0) && wanted.includes(keyword.toUpperCase())) {
        best = { field, length: keyword.length };
      }
    }
  }
  return best?.field;
}
