import type { FoundPlace } from './places.ts';

/** Words that link a subject to what stands before it. */
export const LINKS =
  /^(?:[\s,，、:(（"“”]|其中|目前|现在|此外|另外|同时|而且|并且|并|且|而|即|分别|以及|及|和(?!平)|与|截至|截止|至|到|在|从(?!化)|由|自|今年以来|以来|据统计|据悉|据介绍|数据显示|统计显示|期间|时|\u0001)+/;
/** Words between a subject and its number. */
export const TRAILS =
  /(?:[\s,，、:(（"“”]|已经?|共计|共有|总共|共|现有|拥有|达到?|数量|总数|总量|存量|有|为|是|仅|只|则|突破|增至|增加[到至]|增长[到至]|发展到|登记在册|在册|的|\u0001)+$/;

export function withoutPlace(text: string, place: FoundPlace | undefined): string {
  return place ? text.replace(place.text, '') : text;
}

/** What is counted, with its place before it unless its words name it already. */
export function nameOf(place: FoundPlace | undefined, subject: string): string {
  const words = subject.replaceAll('\u0001', '').replace(/^的/, '').trim();
  if (place === undefined || words.includes(place.text)) return words;
  return place.text + (/^[A-Za-z]/.test(words) ? ' ' : '') + words;
}

/** What stands before a phrase and belongs to it: 登记的, 全省性. The place itself comes from `place`. */
export function headOf(text: string, place: FoundPlace | undefined): string {
  const near = text.replace(/.*[,，、:\u0001]/, '').replace(LINKS, '');
  const head = (place ? (near.split(place.text).at(-1) ?? '') : near)
    .replace(/^的/, '')
    // What happened to them is the indicator's, no part of what they are.
    .replace(/(?:新成立|新登记|新注册|新增加?|净增加?|注销|撤销|吊销)了?的?$/, '')
    .replace(/(?:共有|现有|拥有|分别|共|有|已|登记在册的?|在册的?)+$/, '');
  return head.length <= 12 ? head : '';
}

/** The subject taken over from a number before, without its place when another is named. */
export function bareSubject(subject: string, place: FoundPlace | undefined): string {
  return place ? subject.replace(/^[\u4e00-\u9fa5]{1,6}?[省市区县]|^全[国省市区]/, '') : subject;
}
