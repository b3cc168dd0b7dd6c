import { m } from '$lib/i18n/paraglide/messages.js';

/** Why a column of the file is what it is said to be. */
export function reasonWord(reason: string | null): string {
  const words: Record<string, () => string> = {
    last: m.upload_reason_last,
    chosen: m.upload_reason_chosen,
    name: m.upload_reason_name,
    synonym: m.upload_reason_synonym,
    content: m.upload_reason_content,
    personal: m.upload_reason_personal,
    unmatched: m.upload_reason_own
  };
  return words[reason ?? '']?.() ?? '';
}

interface Read {
  how: string;
  text: string;
  value: string | null;
}

/** What became of cells that were read otherwise than they stand; `count` of them. */
export function readWord({ how, text, value }: Read, count: string): string {
  const words: Record<string, (said: { count: string; text: string; value: string }) => string> = {
    missing: m.read_missing,
    'number-form': m.read_number_form,
    unit: m.read_unit,
    precision: m.read_precision,
    'date-form': m.read_date_form,
    'date-coarse': m.read_date_coarse,
    'date-serial': m.read_date_serial,
    'boolean-word': m.read_boolean_word,
    'known-word': m.read_known_word,
    'region-name': m.read_region_name,
    'code-form': m.read_code_form,
    blanks: m.read_blanks
  };
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return words[how]?.({ count, text: shown.trim(), value: value ?? '—' }) ?? '';
}

/** The choices of an earlier upload that count again, as a list in a sentence. */
export function choicesWords(choices: readonly string[]): string {
  const words: Record<string, () => string> = {
    columns: m.upload_choice_columns,
    key: m.upload_choice_key,
    mode: m.upload_choice_mode
  };
  return [...new Set(choices.map((choice) => (words[choice] ?? m.upload_choice_reading)()))].join(
    m.list_separator()
  );
}
