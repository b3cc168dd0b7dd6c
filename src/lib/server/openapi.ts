import { z } from 'zod';
import { QUESTIONS } from '../indicators/indicator.ts';
import { querySchema } from '../query/query.ts';
import { CHART_OPERATIONS } from './openapi/charts.ts';
import { COLLECTION_OPERATIONS } from './openapi/collections.ts';
import { DATASET_OPERATIONS } from './openapi/datasets.ts';
import { UPLOAD_OPERATIONS } from './openapi/uploads.ts';
import { json, file, type Operation } from './openapi/parts.ts';
import { REPORT_OPERATIONS } from './openapi/reports.ts';
import { readSettings } from './settings.ts';
import { sqlSchema } from './sql.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const nullableText = z.string().nullable();
const versions = z.record(z.string(), z.int());

const result = z.object({
  columns: z.array(
    z.object({ name: z.string(), type: z.string(), title: z.string(), unit: z.string().optional() })
  ),
  rows: z.array(z.array(cell)),
  version: z.int(),
  versions,
  definition: z.object({ id: z.string(), title: z.string(), text: z.string() }),
  coverage: z.number().nullable(),
  sources: z.array(z.object({ title: z.string(), url: nullableText, publishedOn: nullableText })),
  synthetic: z.boolean(),
  breaks: z.array(z.object({ at: z.string(), from: z.string(), to: z.string(), reason: z.string() })),
  notes: z.array(z.string())
});
const indicator = z.object({
  id: z.string(),
  question: z.enum(QUESTIONS),
  title: z.string(),
  unit: z.string(),
  definition: z.string(),
  numerator: z.string(),
  denominator: nullableText,
  needs: z.record(z.string(), z.array(z.string()))
});
const health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  datasets: z.int(),
  uptimeSeconds: z.int()
});
const error = z.object({ error: z.object({ code: z.string(), message: z.string(), details: z.unknown() }) });
const table = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string(), databaseType: z.string() })),
  rows: z.array(z.array(z.unknown())),
  truncated: z.boolean(),
  elapsedMs: z.number(),
  synthetic: z.boolean()
});

const query = (...names: string[]) =>
  names.map((name) => ({ name, in: 'query', required: false, schema: { type: 'string' } }));

function operation(
  { summary, answer, status = 200, body, sends, query: names = [] }: Operation,
  path: string
) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' }
  }));
  return {
    summary,
    parameters: [...inPath, ...query(...names)],
    ...(body ? { requestBody: { required: true, ...json(body) } } : {}),
    ...(sends ? { requestBody: { required: true, ...sends } } : {}),
    responses: {
      [status]: { description: summary, ...answer },
      '4XX': { description: 'The one error shape', ...json(error) }
    }
  };
}

const LISTED = [
  ...['indicator', 'region', 'region_of', 'as_of', 'period', 'by', 'group'],
  ...['q', 'sort', 'dir', 'lang']
];

const OPERATIONS: Record<string, Record<string, Operation>> = {
  '/api/health': { get: { summary: 'Is the server well', answer: json(health) } },
  '/api/openapi.json': { get: { summary: 'This document', answer: json(z.object({ openapi: z.string() })) } },
  ...DATASET_OPERATIONS,
  ...UPLOAD_OPERATIONS,
  '/api/query': {
    post: { summary: 'Ask an indicator or a measure', answer: json(result), body: querySchema }
  },
  '/api/sql': {
    post: { summary: 'Ask one SELECT over the versions', answer: json(table), body: sqlSchema }
  },
  '/api/indicators': {
    get: { summary: 'Every indicator with its definition', answer: json(z.array(indicator)) }
  },
  ...CHART_OPERATIONS,
  ...COLLECTION_OPERATIONS,
  ...REPORT_OPERATIONS,
  '/brief.docx': {
    get: {
      summary: 'The overview as two pages for Word and WPS',
      answer: file('application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
      query: ['region', 'as_of', 'lang']
    }
  },
  '/organizations.csv': {
    get: {
      summary: 'The organizations in the numerator of an indicator, as CSV',
      answer: file('text/csv'),
      query: LISTED
    }
  }
};

/** The public contract as OpenAPI 3.1; its schemas are the ones that check what comes in. */
export function openApiDocument() {
  const paths = Object.entries(OPERATIONS).map(([path, methods]) => {
    const operations = Object.entries(methods).map(([method, known]) => [method, operation(known, path)]);
    return [path, Object.fromEntries(operations)] as const;
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Yinli 引力', version: readSettings().release, license: { name: 'Apache-2.0' } },
    paths: Object.fromEntries(paths) as Record<string, Record<string, ReturnType<typeof operation>>>
  };
}
