import type { Text } from '../field/text.ts';
import { formatDate, formatNumber, formatSigned } from '../format.ts';

/** What the overview knows of one place on one day; null where the data cannot answer. */
export interface Facts {
  place: Text;
  asOf: string;
  stock: number;
  stockBefore: number;
  growth: number | null;
  growthBefore: number | null;
  entries: number;
  exits: number;
  density: number | null;
  densityAbove: { place: Text; value: number } | null;
  share: number | null;
  rank: { position: number; of: number; kind: 'city' | 'district' } | null;
  types: { title: Text; count: number; share: number | null }[];
}

/** The sentence that answers in ten seconds: how many, where that ranks, how it moved in a year. */
export function headlineOf(facts: Facts): Text {
  const { place, asOf, stock, rank } = facts;
  const delta = stock - facts.stockBefore;
  const rate = facts.growth === null ? '' : formatSigned(facts.growth, 'ratio', 'zh');
  const rateEn = facts.growth === null ? '' : formatSigned(facts.growth, 'ratio', 'en');
  const rankZh = rank
    ? `，在${rank.kind === 'city' ? `全省 ${rank.of} 个市` : `全市 ${rank.of} 个区`}中列第 ${rank.position} 位`
    : '';
  const rankEn = rank
    ? `, number ${rank.position} of ${rank.of} ${rank.kind === 'city' ? 'cities' : 'districts'}`
    : '';
  const moved =
    delta === 0
      ? '与上年同日持平'
      : `比上年同日${delta > 0 ? '增加' : '减少'} ${formatNumber(Math.abs(delta), '家', 'zh')} 家${rate && `（${rate}）`}`;
  const movedEn =
    delta === 0
      ? 'the same as a year before'
      : `${formatNumber(Math.abs(delta), '家', 'en')} ${delta > 0 ? 'more' : 'fewer'} than a year before${rateEn && ` (${rateEn})`}`;
  return {
    zh: `截至 ${formatDate(asOf, 'zh')}，${place.zh}共有科技类社会组织 ${formatNumber(stock, '家', 'zh')} 家${rankZh}，${moved}。`,
    en: `On ${formatDate(asOf, 'en')} ${place.en} had ${formatNumber(stock, '家', 'en')} science-and-technology social organizations${rankEn}: ${movedEn}.`
  };
}

/** 多不多 in a sentence: what they are, and how many to the residents. */
export function manyOf(facts: Facts): Text {
  const main = facts.types.filter((type) => type.count > 0).slice(0, 3);
  if (facts.stock === 0) {
    return {
      zh: `截至该日，${facts.place.zh}没有在册的科技类社会组织。`,
      en: `No science-and-technology social organization was on the register in ${facts.place.en} on that day.`
    };
  }
  const part = (lang: 'zh' | 'en') =>
    main
      .map(({ title, count, share }) => {
        const number = formatNumber(count, '家', lang);
        const ratio = share === null ? '' : formatNumber(share, 'ratio', lang);
        return lang === 'zh'
          ? `${title.zh} ${number} 家${ratio && `（${ratio}）`}`
          : `${number} ${title.en.toLowerCase()}${ratio && ` (${ratio})`}`;
      })
      .join(lang === 'zh' ? '、' : ', ');
  const densityZh =
    facts.density === null
      ? ''
      : `每十万常住人口 ${formatNumber(facts.density, '家/10万人', 'zh')} 家${facts.densityAbove ? `，${facts.densityAbove.place.zh}为 ${formatNumber(facts.densityAbove.value, '家/10万人', 'zh')} 家` : ''}。`;
  const densityEn =
    facts.density === null
      ? ''
      : ` ${formatNumber(facts.density, '家/10万人', 'en')} to every 100,000 residents${facts.densityAbove ? `; ${facts.densityAbove.place.en} has ${formatNumber(facts.densityAbove.value, '家/10万人', 'en')}` : ''}.`;
  const shareZh =
    facts.share === null ? '' : `占公布的全部社会组织的 ${formatNumber(facts.share, 'ratio', 'zh')}；`;
  const shareEn =
    facts.share === null
      ? ''
      : ` They are ${formatNumber(facts.share, 'ratio', 'en')} of all social organizations published.`;
  return {
    zh: `其中${part('zh')}。${shareZh}${densityZh}`.replace(/；$/, '。'),
    en: `Of these ${part('en')}.${shareEn}${densityEn}`
  };
}

/** 快不快 in a sentence: who came, who went, and whether growth quickened. No direction is called good. */
export function fastOf(facts: Facts): Text {
  const net = facts.entries - facts.exits;
  const netZh =
    net === 0 ? '增减相抵' : `净${net > 0 ? '增' : '减'} ${formatNumber(Math.abs(net), '家', 'zh')} 家`;
  const netEn =
    net === 0
      ? 'no net change'
      : `a net ${net > 0 ? 'gain' : 'loss'} of ${formatNumber(Math.abs(net), '家', 'en')}`;
  const { growth, growthBefore } = facts;
  const change =
    growth === null || growthBefore === null ? null : Math.round((growth - growthBefore) * 1000) / 10;
  const pace =
    change === null
      ? { zh: '一年前不足十家，不计算增速', en: 'fewer than ten a year before, so no rate is given' }
      : change === 0
        ? { zh: '增速与上年相同', en: 'the pace of the year before' }
        : {
            zh: `增速较上年${change > 0 ? '加快' : '放缓'} ${Math.abs(change)} 个百分点`,
            en: `growth ${change > 0 ? 'quickened' : 'slowed'} by ${Math.abs(change)} percentage points`
          };
  return {
    zh: `截至该日的一年里，新成立 ${formatNumber(facts.entries, '家', 'zh')} 家，注销 ${formatNumber(facts.exits, '家', 'zh')} 家，${netZh}；${pace.zh}。`,
    en: `In the year up to that day ${formatNumber(facts.entries, '家', 'en')} were registered and ${formatNumber(facts.exits, '家', 'en')} ended, ${netEn}; ${pace.en}.`
  };
}
