import { findDivision } from '../../field/division.ts';
import type { Lang } from '../../field/text.ts';
import { findIndicator } from '../../indicators/registry.ts';
import type { Effects } from './effects.ts';
import { issueInfo, issuesOf } from './issues.ts';
import { proposeTitle } from './name.ts';
import type { Outcome } from '../uploads.ts';
import { secondsLeft } from './pace.ts';
import { progressOf, type Upload } from '../uploads.ts';

/** An upload as the API gives it, in one language; what is not known yet is null or empty. */
export function uploadInfo(upload: Upload, lang: Lang) {
  const { id, status, filename, sizeBytes, sha256, createdAt, by, wishes, outcome, failure } = upload;
  const found = failure
    ? { issues: [failure.failure], issueCount: 1, mustFix: 1 }
    : outcome
      ? issuesOf(outcome)
      : { issues: [], issueCount: 0, mustFix: 0 };
  const workbook = outcome?.workbook ?? null;
  const progress = progressOf(upload);
  return {
    ...{ id, status, filename, sizeBytes, sha256, createdAt, by },
    progress: { ...progress, secondsLeft: secondsLeft(id, progress, performance.now()) },
    dataset: outcome?.committed?.dataset ?? outcome?.dataset ?? wishes.dataset ?? upload.dataset,
    isNew: outcome?.isNew ?? null,
    version: outcome?.committed?.version ?? null,
    title: wishes.title ?? (outcome?.isNew ? proposeTitle(filename, outcome.titles) : null),
    suggestedDataset: outcome?.suggestedDataset ?? null,
    encoding: outcome?.settings.encoding ?? wishes.encoding ?? null,
    encodingCandidates: outcome?.encodingCandidates ?? failure?.encodingCandidates ?? [],
    delimiter: outcome?.settings.delimiter ?? wishes.delimiter ?? null,
    quote: outcome?.settings.quote ?? wishes.quote ?? null,
    headerRows: outcome?.settings.headerRows ?? wishes.headerRows ?? null,
    settings: outcome?.settings ?? null,
    workbook: workbook && { ...workbook, notes: workbook.notes.map((note) => note[lang]) },
    innerName: outcome?.innerName ?? null,
    titles: outcome?.titles ?? [],
    excluded: outcome?.excluded ?? [],
    tables: outcome?.tables ?? [],
    yearColumns: outcome?.yearColumns ?? [],
    columns: (outcome?.own.columns ?? []).map(({ name, title, source, type, unit }) => ({
      ...{ name, source, type },
      ...(unit === undefined ? {} : { unit }),
      title: title[lang]
    })),
    mapping: (outcome?.own.columns ?? []).map(({ place }) => ({
      reason: outcome ? reasonOf(upload, outcome, place) : null,
      reads: (outcome?.reads ?? []).flatMap(({ column, ...read }) => (column === place ? [read] : []))
    })),
    omitted: (outcome?.mapped ?? []).flatMap(({ isOmitted, isPersonal, source }) =>
      isOmitted ? [{ source, isPersonal }] : []
    ),
    time: outcome?.proposal?.time ?? null,
    remembered: rememberedInfo(outcome),
    mode: outcome?.result.mode ?? wishes.mode ?? 'replace',
    key: outcome?.result.key ?? wishes.key ?? null,
    records: outcome?.records ?? null,
    counts: (outcome?.counts ?? []).map(({ empty, bytes }) => ({ empty, bytes })),
    issues: found.issues.map((issue) => issueInfo(issue, lang)),
    issueCount: found.issueCount,
    mustFixCount: found.mustFix,
    against: outcome?.result.against ?? null,
    diff: outcome?.result.diff ?? null,
    warnings: (outcome?.result.warnings ?? []).map(({ message, ...warning }) => ({
      ...warning,
      message: message[lang]
    })),
    sameAs: outcome?.sameAs ?? null,
    effects: effectsInfo(outcome?.effects ?? null, lang)
  };
}

/** Why a column is what it is: chosen now or last time, else as its header or cells say. */
function reasonOf({ wishes }: Upload, { mapped, remembered }: Outcome, place: number): string | null {
  const { source, reason } = mapped?.[place] ?? {};
  const has = (list: Upload['wishes']['columns']) => list?.some((wish) => wish.source === source);
  if (has(wishes.columns)) return 'chosen';
  return has(remembered?.wishes.columns) ? 'last' : (reason ?? null);
}

/** Which choices are those of the last file with the same header. */
function rememberedInfo(outcome: Outcome | null) {
  if (!outcome?.remembered) return null;
  const { filename, dataset, version, wishes } = outcome.remembered;
  return { filename, dataset, version, choices: Object.keys(wishes) };
}

/** Null while they are worked out, and for an upload that is not ready. */
function effectsInfo(effects: Effects | null, lang: Lang) {
  if (!effects) return null;
  const { asOf, indicators, charts, figures } = effects;
  return {
    asOf,
    indicators: indicators.map(({ id, region, from, to }) => {
      const { title, unit } = findIndicator(id) ?? {};
      const place = findDivision(region)?.name[lang] ?? region;
      return { id, title: title?.[lang] ?? id, unit: unit ?? null, region, place, from, to };
    }),
    charts: charts.map(({ slug, title }) => ({ slug, title: title[lang] })),
    figures
  };
}
