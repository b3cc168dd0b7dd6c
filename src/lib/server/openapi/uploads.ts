import { z } from 'zod';
import { ISSUE_CODES } from '../../csv/issue.ts';
import { file, json, type Operation } from './parts.ts';
import { commitSchema, MODES, wishesSchema } from '../uploads/wishes.ts';
import { PHASES, STATUSES } from '../uploads.ts';

const nullableText = z.string().nullable();
const count = z.int().min(0);
const counts = z.object({ added: count, changed: count, removed: count, unchanged: count });

const issue = z.object({
  severity: z.enum(['must-fix', 'look-at']),
  row: z.int(),
  column: nullableText,
  value: nullableText,
  code: z.union([z.enum(ISSUE_CODES), z.string()]),
  message: z.string()
});

/** An upload as `upload-info.ts` gives it. */
export const uploadSchema = z.strictObject({
  id: z.uuid(),
  status: z.enum(STATUSES),
  filename: z.string(),
  sizeBytes: count,
  sha256: nullableText,
  createdAt: z.string(),
  by: z.string(),
  progress: z.strictObject({
    phase: z.enum(PHASES),
    bytes: count,
    totalBytes: count.nullable(),
    rows: count,
    secondsLeft: count.nullable()
  }),
  dataset: nullableText,
  isNew: z.boolean().nullable(),
  version: z.int().nullable(),
  title: nullableText,
  suggestedDataset: nullableText,
  encoding: nullableText,
  encodingCandidates: z.array(
    z.object({
      encoding: z.string(),
      score: z.number(),
      header: z.array(z.string()),
      rows: z.array(z.array(z.string()))
    })
  ),
  delimiter: nullableText,
  quote: nullableText,
  headerRows: z.int().nullable(),
  settings: z.record(z.string(), z.unknown()).nullable(),
  workbook: z
    .object({ sheets: z.array(z.unknown()), sheet: z.string(), notes: z.array(z.string()) })
    .nullable(),
  innerName: nullableText,
  titles: z.array(z.object({ row: z.int(), text: z.string() })),
  excluded: z.array(
    z.object({ row: z.int(), reason: z.string(), text: z.string(), cells: z.array(z.string()) })
  ),
  tables: z.array(z.object({ headerLine: z.int(), rows: count, header: z.array(z.string()) })),
  yearColumns: z.array(z.string()),
  columns: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      source: z.string(),
      type: z.string(),
      unit: z.string().optional()
    })
  ),
  mapping: z.array(
    z.object({
      reason: nullableText,
      reads: z.array(z.object({ how: z.string(), cells: count, text: z.string(), value: nullableText }))
    })
  ),
  omitted: z.array(z.object({ source: z.string(), isPersonal: z.boolean() })),
  time: nullableText,
  remembered: z
    .object({
      filename: z.string(),
      dataset: z.string(),
      version: z.int(),
      choices: z.array(z.string())
    })
    .nullable(),
  mode: z.enum(MODES),
  key: z.array(z.string()).nullable(),
  records: z.object({ read: count, accepted: count, rejected: count, excluded: count }).nullable(),
  counts: z.array(z.object({ empty: count, bytes: count })),
  issues: z.array(issue).max(200),
  issueCount: count,
  mustFixCount: count,
  against: z.int().nullable(),
  diff: counts.nullable(),
  warnings: z.array(z.object({ code: z.string(), mustConfirm: z.boolean(), message: z.string() })),
  sameAs: z.object({ dataset: z.string(), version: z.int() }).nullable(),
  effects: z
    .object({
      asOf: nullableText,
      indicators: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          unit: nullableText,
          region: z.string(),
          place: z.string(),
          from: z.number().nullable(),
          to: z.number().nullable()
        })
      ),
      charts: z.array(z.object({ slug: z.string(), title: z.string() })),
      figures: z.array(
        z.object({
          report: z.string(),
          headline: z.string(),
          figure: z.string(),
          text: z.string(),
          from: z.string(),
          to: z.string()
        })
      )
    })
    .nullable()
});

const begun = uploadSchema.pick({ id: true, status: true });
const bytes = { schema: { type: 'string', format: 'binary' } };
const sent = {
  content: {
    'text/csv': bytes,
    'application/octet-stream': bytes,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': bytes,
    'multipart/form-data': {
      schema: { type: 'object', required: ['file'], properties: { file: bytes.schema } }
    }
  }
};

export const UPLOAD_OPERATIONS: Record<string, Record<string, Operation>> = {
  '/api/uploads': {
    get: { summary: 'The uploads, newest first', answer: json(z.array(uploadSchema)) },
    post: {
      summary: 'Send a file on its way to becoming a version',
      answer: json(begun),
      status: 201,
      sends: sent,
      query: ['dataset', 'filename']
    }
  },
  '/api/uploads/{id}': {
    get: { summary: 'What was found in the file and what it would change', answer: json(uploadSchema) },
    patch: {
      summary: 'Set how the file is read and where it goes; it is read again',
      answer: json(uploadSchema),
      body: wishesSchema
    },
    delete: { summary: 'Take an upload back without a trace', answer: {}, status: 204 }
  },
  '/api/uploads/{id}/events': {
    get: { summary: 'The same as server-sent events', answer: file('text/event-stream') }
  },
  '/api/uploads/{id}/diff': {
    get: {
      summary: 'The comparison, with some of the rows that differ, old beside new',
      answer: json(counts.extend({ against: z.int().nullable(), sample: z.array(z.unknown()) })),
      query: ['limit']
    }
  },
  '/api/uploads/{id}/issues.csv': {
    get: { summary: 'Every issue as CSV', answer: file('text/csv') }
  },
  '/api/uploads/{id}/lines': {
    get: {
      summary: 'The physical lines of the file around one of them',
      answer: json(z.array(z.object({ row: z.int(), text: z.string() }))),
      query: ['row']
    }
  },
  '/api/uploads/{id}/issues.xlsx': {
    get: {
      summary: 'The file as it came, its bad cells coloured with a remark, and every issue',
      answer: file('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
      query: ['lang']
    }
  },
  '/api/uploads/{id}/original': {
    get: { summary: 'The bytes as they came', answer: file('application/octet-stream') }
  },
  '/api/uploads/{id}/commit': {
    post: {
      summary: 'Make it the next version of its dataset',
      answer: json(z.object({ dataset: z.string(), version: z.int() })),
      body: commitSchema
    }
  }
};
