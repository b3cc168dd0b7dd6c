import type { Lang, Text } from './field/text.ts';

/**
 * What a caller asked for cannot be done, and the caller can mend it: answered with `status` (4xx) and
 * `{"error": {code, message, details}}`, the message in the caller's language; so are details that are given as a function.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly text: Text;
  readonly details: unknown;

  constructor(status: number, code: string, text: Text, details?: unknown) {
    super(`${code}: ${text.en}`);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.text = text;
    this.details = details;
  }

  detailsIn(lang: Lang): unknown {
    const { details } = this;
    return typeof details === 'function' ? (details as (lang: Lang) => unknown)(lang) : (details ?? null);
  }
}

/** True for errors that are answers: bundling may load this module twice, so the name decides. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal';
}
