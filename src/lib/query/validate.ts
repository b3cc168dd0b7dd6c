import { z } from 'zod';
import { Refusal } from '../error.ts';
import type { Lang, Text } from '../field/text.ts';

const chinese = z.locales.zhCN().localeError;
const english = z.locales.en().localeError;

/** What a schema makes of a body from outside; refuses (400) with the place and reason of its first fault. */
export function validate<S extends z.ZodType>(
  schema: S,
  body: unknown,
  code: string,
  what: Text
): z.infer<S> {
  const checked = schema.safeParse(body, { error: chinese });
  if (checked.success) return checked.data;
  const zh = faultOf(checked.error, 'zh');
  const en = faultOf(schema.safeParse(body, { error: english }).error, 'en');
  throw new Refusal(400, code, {
    zh: `${what.zh}有误${zh.at ? `（${zh.at}）` : ''}：${zh.reason}`,
    en: `${what.en} is off${en.at ? ` at ${en.at}` : ''}: ${en.reason}`
  });
}

/** The commonest faults in words of ours. */
function plainly(fault: z.core.$ZodIssue, lang: Lang): string | undefined {
  if (fault.code === 'invalid_type' && fault.expected === 'object' && fault.path.length === 0)
    return { zh: '应是一个 JSON 对象', en: 'a JSON object is expected' }[lang];
  if (fault.code === 'invalid_format' && fault.format === 'date')
    return { zh: '不是日期，请写成 2023-12-31', en: 'this is no date; write it as 2023-12-31' }[lang];
  return undefined;
}

function faultOf(error: z.ZodError | undefined, lang: Lang): { at: string; reason: string } {
  const fault = error?.issues[0];
  return { at: fault?.path.join('.') ?? '', reason: (fault && plainly(fault, lang)) ?? fault?.message ?? '' };
}
