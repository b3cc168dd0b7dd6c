import { z } from 'zod';
import { Refusal } from '../error.ts';
import type { Text } from '../field/text.ts';

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
  const zh = faultOf(checked.error);
  const en = faultOf(schema.safeParse(body, { error: english }).error);
  throw new Refusal(400, code, {
    zh: `${what.zh}有误${zh.at ? `（${zh.at}）` : ''}：${zh.reason}`,
    en: `${what.en} is off${en.at ? ` at ${en.at}` : ''}: ${en.reason}`
  });
}

function faultOf(error: z.ZodError | undefined): { at: string; reason: string } {
  const fault = error?.issues[0];
  return { at: fault?.path.join('.') ?? '', reason: fault?.message ?? '' };
}
