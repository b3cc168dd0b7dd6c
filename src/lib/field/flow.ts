import { withoutUnit } from './unit.ts';
import { foldWidth } from './width.ts';

/**
 * What offices call the stock at a date and before, and what came and went between, as indicators of a long table or columns
 * of a wide one; 注销 beside 撤销 or 吊销 is a part of what went. Blanks, width, case, a unit in brackets, 社会组织, 本年 before
 * a flow and 数 at the end do not count.
 */
export const FLOW_WORDS = {
  stock: [
    ...[
      'stock',
      '存量',
      '总量',
      '总数',
      '年末',
      '年底',
      '年末存量',
      '年末总数',
      '年末实有',
      '本年末',
      '本年底'
    ],
    ...['本年', '期末', '期末存量', '本期末', '实有']
  ],
  before: [
    ...[
      '上年末',
      '上年底',
      '上年年末',
      '上年年底',
      '上年',
      '上年存量',
      '上年末存量',
      '去年末',
      '去年底',
      '去年'
    ],
    ...['年初', '年初存量', '期初', '期初存量', '上期末']
  ],
  entries: [
    ...['entries', 'newly registered', '新成立', '新增', '新登记', '新设立', '新设', '新注册', '新批准'],
    ...['成立登记', '新成立登记', '新增登记', '增加']
  ],
  exits: [
    ...['exits', 'ended', '注销撤销', '撤销注销', '注撤销', '注销吊销', '吊销注销', '注吊销', '注销撤销吊销'],
    ...['注销吊销撤销', '退出', '减少', '终止']
  ],
  deregistered: ['注销', '注销登记'],
  revoked: ['撤销', '撤销登记'],
  struck: ['吊销', '吊销登记']
} as const satisfies Record<string, readonly string[]>;

export type FlowRole = keyof typeof FLOW_WORDS;

const ROLE_OF_WORD = new Map<string, FlowRole>(
  Object.entries(FLOW_WORDS).flatMap(([role, words]) =>
    words.map((word): [string, FlowRole] => [fold(word), role as FlowRole])
  )
);

/** Which part of last year + new − ended = this year a word names; undefined for others, 净增 among them. */
export function flowRole(text: string): FlowRole | undefined {
  return ROLE_OF_WORD.get(fold(text));
}

function fold(text: string): string {
  return foldWidth(withoutUnit(text.trim()))
    .toLowerCase()
    .replace(/社会组织|[\s、/,()·及和与或]/g, '')
    .replace(/^(?:本年度?|当年|本期|年内|全年)(?=[新注撤吊减退增成终])/, '')
    .replace(/(?:数量?|[家个户]数)$/, '');
}
