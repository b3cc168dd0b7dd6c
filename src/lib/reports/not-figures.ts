import { NUMERAL } from './numerals.ts';

/** Why a number is none of our figures, and how such a passage looks (product.md: what is not a figure). */
interface Exclusion {
  why: string;
  pattern: RegExp;
}

const N = NUMERAL;
const LENGTH = `(?:个半|个)?(?:多|余|来)?(?:个)?(?:工作日|学期|季度|小时|分钟|周年|星期|年度|周|年|月|天|日|秒)`;
const TO = '(?:至|到|-|—|–|~|、|或)+';

/** In this order, each on what the ones before have left. Dates are taken out before all of these. */
export const EXCLUSIONS: readonly Exclusion[] = [
  { why: 'address', pattern: /(?:https?:\/\/|www\.)[\w\-./?=&%#~:]+|[\w.+-]+@[\w-]+\.[\w.]+/g },
  { why: 'title', pattern: /《[^》]{1,60}》/g },
  {
    why: 'telephone',
    pattern:
      /(?:电话|热线|手机|传真|邮编|咨询|QQ(?:群|号)?|微信群?号?|群号|账号|编号|证号|代码)[::]?\s*[\d()+\- ]{3,}|(?:\+?86[- ]?)?(?<!\d)1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)|(?<!\d)\(?0\d{2,3}\)?[- ]\d{7,8}(?!\d)|400[- ]\d{3}[- ]\d{4}|(?<!\d)\d{3,4}(?:[ -]\d{3,4}){2}(?!\d)|(?<!\d)1\d{2,4}(?=(?:政务|服务|市民|便民|投诉|举报)*(?:热线|平台))/g
  },
  {
    why: 'document number',
    pattern:
      /[〔[({【(（]\d{4}[〕\])}】)）]\s*第?\s*\d*\s*号?|(?:GB|ISO|DB\d*|T)(?:\/[A-Z]+)?\s*\d[\d.\-—]*|[第]?\d+(?:-\d+)?号(?:令|文|公告|院|楼|线)?/g
  },
  {
    why: 'credit code',
    pattern: /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])/g
  },
  { why: 'ordinal', pattern: new RegExp(`第\\s*${N}(?:${TO}第?${N})?[^\\s,，。;；、]?`, 'g') },
  {
    why: 'ordinal',
    pattern: new RegExp(`${N}届|[前头](?:${N})(?:名|位|强|甲|列)|${N}强|二十大|十[七八九]大`, 'g')
  },
  { why: 'plan', pattern: /[一二三四五六七八九十]+五(?=规划|计划|期间|时期|末|["”」』])/g },
  {
    why: 'century',
    pattern: new RegExp(
      `${N}世纪(?:${N}年代)?|(?<!\\d)\\d0(?:年代|后)|[0-9一二三四五六七八九]0?后(?=青年|一代)`,
      'g'
    )
  },
  {
    why: 'time of day',
    pattern:
      /(?<!\d)\d{1,2}[::]\d{2}(?::\d{2})?(?!\d)|(?:上午|下午|晚上|凌晨|早上|中午|晚|早)\s*[\d一二三四五六七八九十]{1,3}(?:时|点)(?:[\d一二三四五六七八九十]+分|半|许|整)?|(?<![\d.])\d{1,2}时(?:\d{1,2}分)?|(?<![\d.])\d{1,2}点(?:\d{1,2}分|半)(?![之位])/g
  },
  {
    why: 'ratio',
    pattern: /\d+(?:\.\d+)?\s*[::×xX+]\s*(?:\d+(?:\.\d+)?|[NnXx])(?:\s*[+×]\s*(?:\d+|[NnXx]))*/g
  },
  {
    why: 'denominator',
    pattern: new RegExp(
      `每(?:${N})(?:名|位|个|家)?(?:常住|户籍)?(?:人口|居民|人|户|家|平方公里)?(?:中|里)?`,
      'g'
    )
  },
  {
    why: 'duration',
    pattern: new RegExp(
      `(?:近|约|超过?|逾|不足|至少|历时|为期)?${N}(?:余|多|来)?(?:${TO}${N}(?:余|多)?)?${LENGTH}(?!报)(?:左右|以上|以下|以内|之内|之久|之前|之后|前|后|内|间|来|时间|期|制|级)*`,
      'g'
    )
  },
  { why: 'duration', pattern: new RegExp(`${N}(?:周)?岁(?:及?以[上下]|以内)?`, 'g') },
  {
    why: 'grade',
    pattern:
      /(?<![A-Za-z\d])[1-5]A+(?:级)?(?:及?以上|级)?|(?:[一二三四五六七八九]|\d)(?:级|等奖|星级|类|线城市|甲)/g
  },
  {
    why: 'letters',
    pattern: /(?:[A-Za-zα-ωΑ-Ω][-‐·]?)+\d+(?:\.\d+)?[A-Za-z]*|(?<![\d.])\d+(?:\.\d+)?[A-Za-z]+(?<!\dk?m|kg)/g
  },
  { why: 'release', pattern: /\d+\.\d+(?=版|时代|模式|阶段|工程|行动|计划)|v\d[\d.]*/gi },
  {
    why: 'programme',
    pattern: new RegExp(
      `(?<!\\d)(?:985|211|996|863|973|12345|12315|12320|12348)(?=工程|高校|院校|大学|计划|热线|平台|、|/|["”])|[千万百]{1,3}(?:工程|计划|行动)`,
      'g'
    )
  },
  {
    why: 'list number',
    pattern: /^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、]|\d{1,2}\.(?!\d)|[①-⑳])/g
  },
  {
    why: 'idiom',
    pattern:
      /一带一路|百花齐放|百家争鸣|千家万户|千方百计|万众一心|亿万|成千上万|千千万万|万无一失|一心一意|三令五申|四面八方|五湖四海|千人计划|万人计划|百姓|百科|百货|百年|千年|千禧|万物|万象|万里|万元户|十分|万一|三农|两会|两岸|三角洲|四川|三亚|三水|四会|九江|六安|万宁|百色|十堰|三明|五华|五指山|双一流|两山|百强|千亿级|万亿级|百亿级/g
  }
];

/** Quotation marks around a short passage: a name or a slogan, unless a count of something stands in it. */
const QUOTED = /["“”「『][^"“”「」『』]{1,16}["“”」』]/g;
const COUNT_IN_QUOTES = /\d[\d,.]*\s*[万亿]*\s*(?:余|多)?(?:家|个|元|人|%|名|所|项)/;

/** The passages of a plain text (see `plainOf`) in which no figure may stand. */
export function exclusionsIn(plain: string): { start: number; end: number; why: string }[] {
  const found: { start: number; end: number; why: string }[] = [];
  let rest = plain;
  for (const match of plain.matchAll(QUOTED)) {
    if (COUNT_IN_QUOTES.test(match[0])) continue;
    found.push({ start: match.index, end: match.index + match[0].length, why: 'quoted name' });
  }
  for (const { start, end } of found)
    rest = rest.slice(0, start) + '\u0001'.repeat(end - start) + rest.slice(end);
  for (const { why, pattern } of EXCLUSIONS) {
    rest = rest.replace(pattern, (match, ...groups) => {
      const start = groups.find((group) => typeof group === 'number') as number;
      if (why === 'duration' && isMeasured(rest.slice(0, start))) return match;
      found.push({ start, end: start + match.length, why });
      return '\u0001'.repeat(match.length);
    });
  }
  return found;
}

/** A length of time that is itself what was measured: 平均存续年限8.5年. */
function isMeasured(before: string): boolean {
  return /(?:平均|中位)[^,，。;；]{0,12}(?:年限|寿命|存续|时长|年龄|时间|年纪)[^,，。;；]{0,4}$/.test(before);
}
