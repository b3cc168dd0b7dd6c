import { describe, expect, it } from 'vitest';
import { FIELDS, inferField } from './field-keywords.ts';

describe('fields', () => {
  it('begin with the words of the forum report', () => {
    expect(FIELDS.slice(0, 3).map((field) => field.title.zh)).toEqual(['生物医药', '电子信息', '人工智能']);
  });

  it('have each id, title and keyword once, and each title finds itself', () => {
    const keywords = FIELDS.flatMap((field) => field.keywords);
    expect(new Set(keywords).size).toBe(keywords.length);
    expect(new Set(FIELDS.map((field) => field.id)).size).toBe(FIELDS.length);
    for (const field of FIELDS) expect(inferField(field.title.zh)?.id).toBe(field.id);
  });

  it.each([
    ['示例广州云杉人工智能研究院', 'artificial-intelligence'],
    ['示例深圳智能制造机器人协会', 'manufacturing'],
    ['示例湛江海洋生物医药研究院', 'biomedicine'],
    ['ＡＩ 应用促进会', 'artificial-intelligence'],
    ['示例书法协会', undefined]
  ])('%s: %s', (name, id) => expect(inferField(name)?.id).toBe(id));

  it('take another table', () => {
    const table = [
      { id: 'drone', title: { zh: '低空经济', en: 'Low-altitude economy' }, keywords: ['无人机'] }
    ];
    expect(inferField('示例无人机协会', table)?.id).toBe('drone');
  });
});
