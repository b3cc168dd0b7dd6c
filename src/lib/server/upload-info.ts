import type { Lang } from '../field/text.ts';
import { issueInfo } from './upload-issues.ts';
import { progressOf, type Upload } from './uploads.ts';

/** An upload as the API gives it, in one language; what is not known yet is null or empty. */
export function uploadInfo(upload: Upload, lang: Lang) {
  const { id, status, filename, sizeBytes, sha256, createdAt, by, wishes, outcome, failure } = upload;
  const issues = failure ? [failure] : (outcome?.issues ?? []);
  return {
    ...{ id, status, filename, sizeBytes, sha256, createdAt, by },
    progress: progressOf(upload),
    dataset: outcome?.committed?.dataset ?? outcome?.dataset ?? wishes.dataset ?? upload.dataset,
    isNew: outcome?.isNew ?? null,
    version: outcome?.committed?.version ?? null,
    title: wishes.title ?? null,
    suggestedDataset: outcome?.suggestedDataset ?? null,
    encoding: outcome?.settings.encoding ?? wishes.encoding ?? null,
    encodingCandidates: outcome?.encodingCandidates ?? [],
    delimiter: outcome?.settings.delimiter ?? wishes.delimiter ?? null,
    quote: outcome?.settings.quote ?? wishes.quote ?? null,
    headerRows: outcome?.settings.headerRows ?? wishes.headerRows ?? null,
    settings: outcome?.settings ?? null,
    titles: outcome?.titles ?? [],
    excluded: outcome?.excluded ?? [],
    tables: outcome?.tables ?? [],
    yearColumns: outcome?.yearColumns ?? [],
    columns: (outcome?.columns ?? []).map(({ name, title, source, type }) => ({
      ...{ name, source, type },
      title: title[lang]
    })),
    mode: wishes.mode ?? 'replace',
    key: outcome?.key ?? wishes.key ?? null,
    records: outcome?.records ?? null,
    counts: (outcome?.counts ?? []).map(({ empty, bytes }) => ({ empty, bytes })),
    issues: issues.map((issue) => issueInfo(issue, lang)),
    issueCount: failure ? 1 : (outcome?.issueCount ?? 0),
    mustFixCount: failure ? 1 : (outcome?.mustFix ?? 0),
    against: outcome?.against ?? null,
    diff: outcome?.diff ?? null,
    warnings: (outcome?.warnings ?? []).map(({ message, ...warning }) => ({
      ...warning,
      message: message[lang]
    })),
    sameAs: outcome?.sameAs ?? null,
    effects: { indicators: [], charts: [], figures: [] }
  };
}
