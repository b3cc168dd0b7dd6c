import { z } from 'zod';
import { Refusal } from '../../error.ts';
import { validate } from '../../query/validate.ts';
import * as catalog from '../catalog.ts';

const MOST = 50;
const KEY = 'frame-origins';
export const settingsSchema = z.strictObject({ frameOrigins: z.array(z.string().max(300)).max(MOST) });

/** The origins whose pages may frame `/embed`; empty: any. */
export const list: () => readonly string[] = catalog.untilWritten(() => {
  const row = catalog.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', KEY);
  return row ? (JSON.parse(row.value) as string[]) : [];
});

/** Replaces them; refuses (400) what is no origin (`https://example.org`, `https://*.example.org:8443`). */
export function replace(body: unknown): readonly string[] {
  const { frameOrigins } = validate(settingsSchema, body, 'bad-settings', { zh: '设置', en: 'The settings' });
  const origins = [...new Set(frameOrigins.map(parseOrigin))];
  catalog.run('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)', KEY, JSON.stringify(origins));
  return list();
}

/** `*` leaves out pages opened from a disk, as decks in HTML are, and `data:` pages. */
const ANY = '* file: data:';

/** What a Content-Security-Policy says of them; this server itself always may. */
export function frameAncestors(): string {
  const origins = list();
  return origins.length === 0 ? ANY : ["'self'", ...origins].join(' ');
}

function parseOrigin(text: string): string {
  const found = /^(https?):\/\/((?:\*\.)?[a-z0-9.-]+|\[[0-9a-f:]+\])(?::([0-9]{1,5}))?\/?$/i.exec(
    text.trim()
  );
  if (found) return text.trim().replace(/\/$/, '').toLowerCase();
  throw new Refusal(400, 'bad-origin', {
    zh: `“${text}”不是网站来源。请写成 https://example.org 的样子，不带路径；*.example.org 表示其所有子域。`,
    en: `“${text}” is no origin. Write it like https://example.org, without a path; *.example.org means all below it.`
  });
}
