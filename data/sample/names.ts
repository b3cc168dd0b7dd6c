import type { OrganizationType } from '../../src/lib/field/organization-type.ts';
import type { Place } from './places.ts';
import type { Random } from './random.ts';

/** Field → subfield → words that a name may be made of. */
const SUBJECTS: Record<string, Record<string, readonly string[]>> = {
  生物医药: {
    创新药: ['创新药物', '抗体药物', '药物研发'],
    医疗器械: ['医疗器械', '体外诊断', '医学影像'],
    基因与细胞: ['基因技术', '细胞治疗', '蛋白质组'],
    中医药: ['中医药', '岭南中药'],
    智慧医疗: ['智慧医疗', '数字疗法', '精准医学']
  },
  电子信息: {
    集成电路: ['集成电路', '半导体', '芯片设计'],
    软件: ['软件', '开源软件', '信息技术'],
    通信: ['通信技术', '卫星通信', '物联网'],
    新型显示: ['超高清显示', '新型显示'],
    网络安全: ['网络安全', '数据安全']
  },
  人工智能: {
    大模型: ['大模型', '人工智能', '生成式人工智能'],
    计算机视觉: ['计算机视觉', '智能影像算法'],
    智能语音: ['智能语音', '粤语语音智能'],
    具身智能: ['具身智能', '人形机器人智能'],
    算法与算力: ['算法', '智能算力', '机器学习']
  },
  智能制造: {
    机器人: ['机器人', '工业机器人'],
    智能装备: ['智能装备', '数控机床', '激光装备'],
    工业互联网: ['工业互联网', '数字工厂'],
    模具与家电: ['模具', '智能家电', '智能家居'],
    增材制造: ['增材制造']
  },
  新材料: {
    高分子: ['高分子材料', '涂料'],
    先进陶瓷: ['先进陶瓷', '建筑陶瓷'],
    纳米与石墨烯: ['纳米材料', '石墨烯'],
    金属材料: ['有色金属材料', '稀土材料']
  },
  新能源: {
    储能与电池: ['电池', '储能', '动力电池'],
    氢能: ['氢能', '燃料电池'],
    光伏与风电: ['太阳能', '光伏', '海上风电'],
    新能源汽车: ['新能源汽车', '智能充电']
  },
  节能环保: {
    水与大气: ['水处理', '大气环境', '环境监测'],
    固废: ['固废资源化', '再生资源'],
    低碳: ['低碳技术', '碳中和', '绿色建筑'],
    节能: ['节能技术']
  },
  海洋科技: {
    海洋工程: ['海洋工程', '船舶技术', '深海装备'],
    海洋生物: ['海洋生物', '水产种业'],
    海洋观测: ['海洋观测', '海洋信息']
  },
  现代农业: {
    种业: ['种业科技', '作物育种'],
    智慧农业: ['智慧农业', '农机技术', '设施农业'],
    岭南特色: ['岭南果树', '荔枝科技', '茶叶科技'],
    农产品加工: ['农产品加工', '预制菜技术']
  },
  基础研究: {
    数理: ['数学', '物理', '力学'],
    化学: ['化学', '分析测试'],
    地球科学: ['地质', '气象', '测绘'],
    工程科学: ['土木工程', '机械工程', '电机工程']
  },
  成果转化: {
    技术转移: ['技术转移', '科技成果转化'],
    知识产权: ['知识产权', '专利技术'],
    科技金融: ['科技金融', '创业投资'],
    检测与标准: ['检验检测', '科技标准化'],
    孵化: ['科技企业孵化', '创新创业']
  },
  科学普及: {
    科学教育: ['科学教育', '青少年科技', '创客教育'],
    科普: ['科学普及', '科普创作', '科技传播'],
    天文与自然: ['天文', '自然科学']
  }
};

const BRANDS = (
  '云杉 星槎 青屿 岭禾 木樨 榕光 珠辰 海珀 望潮 松溪 明澈 启衡 知远 博砚 拓野 凌峰 清源 映川 若水 晨曜 ' +
  '南枝 远桥 砺新 问渠 格致 衡正 思齐 弘毅 朗月 沐风 飞鸢 鹿鸣 竹影 石屏 澄江 归帆 白鹭 紫荆 凤凰木 蓝湾 ' +
  '长汀 云帆 玉衡 天枢 开阳 瑶光 新芽 原点 方舟 桥头堡 同舟 聚力 未来港 山海 潮声 灯塔 麦田 金穗 北斗星 半岛'
).split(' ');

const SUFFIXES: Record<string, readonly (readonly [string, number])[]> = {
  association: [
    ['协会', 30],
    ['学会', 22],
    ['行业协会', 14],
    ['促进会', 14],
    ['研究会', 12],
    ['联合会', 8]
  ],
  service: [
    ['研究院', 34],
    ['研究中心', 16],
    ['创新中心', 16],
    ['促进中心', 14],
    ['服务中心', 10],
    ['技术中心', 6],
    ['工程院', 4]
  ],
  foundation: [
    ['发展基金会', 6],
    ['科学基金会', 3],
    ['创新基金会', 3]
  ]
};

/** The year from which a subject can be in a name; all others are as old as the registry. */
const SINCE: Record<string, number> = {
  基因技术: 1998,
  细胞治疗: 2008,
  蛋白质组: 2003,
  抗体药物: 2005,
  体外诊断: 2003,
  智慧医疗: 2012,
  数字疗法: 2019,
  精准医学: 2015,
  芯片设计: 2001,
  开源软件: 2005,
  物联网: 2009,
  超高清显示: 2014,
  新型显示: 2009,
  网络安全: 2000,
  数据安全: 2014,
  大模型: 2021,
  生成式人工智能: 2022,
  粤语语音智能: 2015,
  具身智能: 2021,
  人形机器人智能: 2020,
  智能算力: 2019,
  智能影像算法: 2012,
  工业互联网: 2014,
  数字工厂: 2012,
  智能家电: 2008,
  智能家居: 2010,
  增材制造: 2012,
  石墨烯: 2011,
  纳米材料: 2000,
  储能: 2009,
  动力电池: 2006,
  氢能: 2010,
  燃料电池: 2003,
  海上风电: 2009,
  光伏: 2004,
  新能源汽车: 2007,
  智能充电: 2013,
  固废资源化: 2008,
  低碳技术: 2009,
  碳中和: 2019,
  绿色建筑: 2006,
  深海装备: 2008,
  智慧农业: 2012,
  预制菜技术: 2020,
  科技金融: 2008,
  科技企业孵化: 2002,
  创新创业: 2010,
  创客教育: 2014,
  科普创作: 1994
};

const TURNS = {
  applied: [
    '',
    '',
    '',
    '应用',
    '产业',
    '技术创新',
    '科技工作者',
    '青年人才',
    '企业家',
    '标准化',
    '国际合作',
    '产学研'
  ],
  learned: ['', '', '', '', '应用', '教育', '科技工作者', '青年人才', '国际交流', '志愿者']
};

/** Subfields that a field had in a year, each with the words it had. */
export function subjectsOf(field: string, year: number): [subfield: string, words: readonly string[]][] {
  return Object.entries(SUBJECTS[field]!)
    .map(([subfield, words]): [string, string[]] => [
      subfield,
      words.filter((word) => (SINCE[word] ?? 0) <= year)
    ])
    .filter(([, words]) => words.length > 0);
}

/**
 * A name that nobody bears: it begins with 示例. Associations are named after their subject, the others carry a
 * made-up brand. `taken` holds all names given so far.
 */
export function makeName(
  random: Random,
  place: Place,
  type: OrganizationType,
  field: string,
  words: readonly string[],
  taken: Set<string>
): string {
  for (;;) {
    const name =
      '示例' +
      (type === 'association'
        ? associationName(random, place, field, words)
        : brandedName(random, place, type, words));
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

function associationName(random: Random, place: Place, field: string, words: readonly string[]): string {
  const unit = { province: '省', city: '市', district: '区' }[place.level];
  const where = place.level === 'district' ? `广州市${place.name}${unit}` : place.name + unit;
  const turns = field === '基础研究' || field === '科学普及' ? TURNS.learned : TURNS.applied;
  // A city may have two bodies on one subject: the later ones name an aspect of it.
  return where + random.pick(words) + random.pick(turns) + random.weighted(SUFFIXES['association']!);
}

function brandedName(random: Random, place: Place, type: OrganizationType, words: readonly string[]): string {
  const where = place.level === 'district' && random.chance(0.5) ? `广州${place.name}` : place.name;
  return where + random.pick(BRANDS) + random.pick(words) + random.weighted(SUFFIXES[type]!);
}
