import { expect, type Browser, type Page } from '@playwright/test';
import type { Server } from './serve.ts';

export interface Answer {
  status: number;
  type: string;
  text: string;
}

/** The one error shape, exactly. */
export function expectError(
  { text, type }: Answer,
  what = text
): { error: { code: string; message: string; details: unknown } } {
  expect(type, what).toContain('application/json');
  const body = JSON.parse(text) as { error: { code: string; message: string; details: unknown } };
  expect(Object.keys(body)).toEqual(['error']);
  expect(Object.keys(body.error).sort()).toEqual(['code', 'details', 'message']);
  expect(body.error.message.length).toBeGreaterThan(5);
  return body;
}

interface Asking {
  lang?: string;
  body?: string | Uint8Array;
  type?: string;
}

/** One request as a script sends it; POST when there is a body. */
export async function ask(
  server: Server,
  path: string,
  { lang = 'zh', body, type = 'application/json' }: Asking = {}
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    redirect: 'manual',
    headers: { 'accept-language': lang, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { method: 'POST', body: body as BodyInit })
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text()
  };
}

/** A page of a reader whose browser asks for `lang`. */
export async function readerPage(browser: Browser, lang: string): Promise<Page> {
  const context = await browser.newContext({ locale: lang === 'zh' ? 'zh-CN' : 'en-GB' });
  return context.newPage();
}
