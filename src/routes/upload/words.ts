import { m } from '$lib/i18n/paraglide/messages.js';

/** The state of an upload in the reader's words. */
export function statusWord(status: string): string {
  const words: Record<string, () => string> = {
    receiving: m.upload_receiving,
    reading: m.upload_reading,
    ready: m.upload_ready,
    failed: m.upload_failed,
    committed: m.upload_committed,
    cancelled: m.upload_cancelled
  };
  return words[status]?.() ?? status;
}

/** What is being done, for the progress bar. */
export function phaseWord(phase: string): string {
  const words: Record<string, () => string> = {
    sending: m.upload_phase_sending,
    receiving: m.upload_receiving,
    waiting: m.upload_waiting,
    reading: m.upload_phase_reading,
    loading: m.upload_phase_loading,
    comparing: m.upload_phase_comparing
  };
  return words[phase]?.() ?? phase;
}

/** An encoding as people call it. */
export function encodingWord(encoding: string): string {
  const names: Record<string, string> = {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16 LE',
    'utf-16be': 'UTF-16 BE',
    gb18030: 'GB18030（GBK）',
    big5: 'Big5'
  };
  return names[encoding] ?? encoding;
}

/** A delimiter as people call it. */
export function delimiterWord(delimiter: string): string {
  const words: Record<string, () => string> = {
    ',': m.delimiter_comma,
    ';': m.delimiter_semicolon,
    '\t': m.delimiter_tab,
    '|': m.delimiter_pipe,
    '，': m.delimiter_wide_comma,
    '；': m.delimiter_wide_semicolon,
    '、': m.delimiter_enumeration,
    ' ': m.delimiter_space
  };
  return words[delimiter]?.() ?? delimiter;
}

/** Why a record was left out of the table. */
export function exclusionWord(reason: string): string {
  const words: Record<string, () => string> = {
    title: m.excluded_title,
    'repeated-header': m.excluded_header,
    footer: m.excluded_footer,
    total: m.excluded_total,
    'other-table': m.excluded_table
  };
  return words[reason]?.() ?? reason;
}

/** An issue's code as a heading. */
export function issueWord(code: string): string {
  const words: Record<string, () => string> = {
    'empty-file': m.issue_empty_file,
    'not-text': m.issue_not_text,
    'bad-encoding': m.issue_bad_encoding,
    'record-width': m.issue_record_width,
    'stray-quote': m.issue_stray_quote,
    'unclosed-quote': m.issue_unclosed_quote,
    'blank-header': m.issue_blank_header,
    'duplicate-header': m.issue_duplicate_header,
    'duplicate-key': m.issue_duplicate_key,
    'bad-number': m.issue_bad_number,
    'bad-date': m.issue_bad_date,
    'bad-code': m.issue_bad_code,
    'ruined-code': m.issue_ruined_code,
    'unknown-region': m.issue_unknown_region,
    'unknown-type': m.issue_unknown_type,
    'out-of-range': m.issue_out_of_range,
    'missing-required': m.issue_missing_required,
    'total-mismatch': m.issue_total_mismatch,
    'too-large': m.issue_too_large
  };
  return words[code]?.() ?? code;
}
