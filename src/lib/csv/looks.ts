/** How cells look before they are typed: only to tell headers, titles, footers and totals from records. */

const NUMBER =
  /^[=“"'’]*[-+−－＋(（约近]?[\d０-９][\d０-９,，.．\s%％‰eE+/:：年月日-]*(?:[%％‰]|[万亿]?[元家个人户所万亿]?余?)[)）"”]?$/;
const MISSING = /^(?:-+|—+|－+|\.{2,}|…+|\/|n\/?a|null|nan|无|暂无|空|\*+)$/i;
const YEAR =
  /^(?:19|20)\d{2}\s*(?:年(?:度|末|底)?)?(?:[-–—至]?\d{0,2}月?|第?[一二三四1-4]季度?|Q[1-4]|[上下]半年)$/i;

export const isNumeric = (text: string): boolean => NUMBER.test(text);
export const isMissing = (text: string): boolean => text === '' || MISSING.test(text);
/** A year, quarter or month, as columns of a wide table are called. */
export const isYear = (text: string): boolean => YEAR.test(text);
/** A column's name may be anything short that is no number; a year is both. */
export const isLabel = (text: string): boolean =>
  text !== '' && !isMissing(text) && (!isNumeric(text) || isYear(text));

const TITLE =
  /^(?:数据库|數據庫|指标|指標|时间|時間|地区|地區|单位|單位|计量单位|計量單位|制表|製表|填报|填報|填表|报送|附?表\s*[\d一二三四五六七八九十０-９]|附件|表号|截[至止]|[（(]\s*(?:计量|計量)?[单單]位|sep=)|[:：]|(?:情况|情況|统计表|统计|統計表|統計|一览表|一览|一覽表|汇总表|汇总|匯總表|名单|名單|报表|報表|年报|年報|年鉴|年鑑|明细表?|清单|清單|目录|目錄|数据|數據|台账)\s*(?:[（(].*[)）])?$/i;
export const isTitle = (text: string): boolean => TITLE.test(text);

const FOOTER =
  /^[\s　*＊]*(?:[（(]?\s*)?(?:[注註]\s*[:：一二三四五六七八九十\d１-９(（]|[注註]$|附[注註]|(?:备注|備註|说明|說明|注释|註釋|注意)\s*[:：]|(?:数据|數據|资料|資料|信息)?(?:来源|來源)\s*[:：]|填表人|制表人?\s*[:：]|审核人?\s*[:：]|填[报報][单單]位\s*[:：]|制表日期|打印日期|导出时间|note\s*:|notes\s*:|source\s*:|sources\s*:)/i;
export const isFooter = (text: string): boolean => FOOTER.test(text);
const LONE_FOOTER =
  /^[\s　]*(?:第\s*[\d一二三四五六七八九十]+\s*页|[—–-]+\s*\d+\s*[—–-]+$|[*＊※△▲].*(?:以上|数据|未经|不含|包括|包含|表示|含义|说明|为|指)|(?:打印|导出|制表|统计|填报|生成|查询|截止)(?:日期|时间)\s*[:：]|(?:联系|咨询|监督)电话\s*[:：]|(?:联系人|负责人|单位负责人|复核人?|校对人?|经办人)\s*[:：])/;
/** What closes a page or a table where it is the only cell of its row. */
export const isLoneFooter = (text: string): boolean => LONE_FOOTER.test(text);

const DAY = /^(?:19|20)\d{2}\s*[-年/.]\s*\d{1,2}(?:\s*[-月/.]\s*\d{1,2})?\s*[日月]?$/;
const SURE_TITLE =
  /[:：]\s*\S|^附件\s*[\d一二三四五六七八九十]*$|(?:统计表|一览表|汇总表|情况表|登记表|明细表|报表|名单|名录|目录|台账|年报)$/;
/** What can only stand above a table: 附件1, 填报单位：…, …统计表, the day it was made. */
export const isSureTitle = (text: string): boolean => SURE_TITLE.test(text) || DAY.test(text);

const STEMS = '甲乙丙丁戊己庚辛壬癸';
/** The row 甲, 乙, 1, 2 that numbers the columns under a header of a statistical form. */
export function numbersColumns(cells: readonly string[]): boolean {
  const plain = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const first = plain.findIndex((cell, k) => cell !== STEMS[k]);
  return first >= 2 && plain.length > 3 && plain.slice(first).every((cell, k) => cell === String(k + 1));
}

/** A footer's further lines are set in by ideographic or other blanks. */
export const isIndented = (text: string): boolean => /^(?:　| {2,}|\t)/.test(text);

const TOTAL =
  /^[\s　]*(?:[^\d,，。；;]{0,8}(?:合|总|總|小)[\s　]*[计計](?:数|數)?[\s　]*(?:[（(][^)）]*[)）])?[:：]?|共[\s　]*[计計][:：]?|(?:grand[ -]?|sub[ -]?)?totals?:?)[\s　]*$/i;
const PART = /^[\s　]*(?:其[\s　]*中[\s　]*(?:[:：].*|[\s　，,、].*|$)|[#＃][\s　]*[\p{Script=Han}].*)/u;
/** A total, or a row that counts a part of another: neither is a record of its own. */
export const isTotal = (text: string): boolean => text.length <= 60 && (TOTAL.test(text) || PART.test(text));
