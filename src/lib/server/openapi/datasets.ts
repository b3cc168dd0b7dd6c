import { z } from 'zod';
import { titleSchema } from '../datasets/change.ts';
import { file, json, type Operation } from './parts.ts';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const nullableText = z.string().nullable();

const dataset = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  rows: z.int(),
  version: z.int(),
  committedAt: z.string(),
  knownOn: z.iso.date(),
  synthetic: z.boolean()
});
const summary = z.object({
  name: z.string(),
  title: z.string(),
  type: z.string(),
  nulls: z.int(),
  distinct: z.int(),
  min: cell,
  max: cell
});
const version = z.object({
  version: z.int(),
  committedAt: z.string(),
  knownOn: z.iso.date(),
  by: z.string(),
  mode: z.string(),
  filename: z.string(),
  sha256: z.string(),
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  note: nullableText
});
const page = z.object({
  columns: z.array(z.object({ name: z.string(), title: z.string(), source: z.string(), type: z.string() })),
  rows: z.array(z.array(cell)),
  total: z.int()
});
const diff = z.object({
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  against: z.int().nullable(),
  sample: z.array(z.unknown())
});

export const DATASET_OPERATIONS: Record<string, Record<string, Operation>> = {
  '/api/datasets': {
    get: { summary: 'The datasets with their newest versions', answer: json(z.array(dataset)) }
  },
  '/api/datasets/{id}': {
    get: {
      summary: 'One dataset and its columns',
      answer: json(dataset.extend({ columns: z.array(summary) }))
    },
    patch: { summary: 'Give a dataset another title', answer: json(dataset), body: titleSchema },
    delete: {
      summary: 'Delete a dataset and its versions; charts and pins that use it are named first',
      answer: {},
      status: 204,
      query: ['accept']
    }
  },
  '/api/datasets/{id}/template.csv': {
    get: {
      summary: 'An empty CSV with the right header; example=1 with made-up records',
      answer: file('text/csv'),
      query: ['example']
    }
  },
  '/api/datasets/{id}/rows': {
    get: {
      summary: 'Rows in file order; raw=1 as they stood in the file',
      answer: json(page),
      query: ['version', 'offset', 'limit', 'raw']
    }
  },
  '/api/datasets/{id}/values': {
    get: {
      summary: 'The values of a column, the most frequent first, those that hold q',
      answer: json(z.unknown()),
      query: ['column', 'q']
    }
  },
  '/explore.json': {
    get: { summary: 'The answer of an address of /explore', answer: json(z.unknown()) }
  },
  '/explore/rows.csv': {
    get: {
      summary:
        'The rows behind a value of /explore: of one group, of the period `at`, or all; texts guarded against formulas',
      answer: file('text/csv'),
      query: [
        'dataset',
        'indicator',
        'measure',
        'by',
        'where',
        'region',
        'as_of',
        'grain',
        'at',
        'group',
        'q',
        'sort',
        'dir'
      ]
    }
  },
  '/api/datasets/{id}.csv': {
    get: {
      summary:
        'All rows as CSV: UTF-8 with BOM, LF; formulas=guard puts an apostrophe before what begins as one',
      answer: file('text/csv'),
      query: ['version', 'formulas']
    }
  },
  '/api/datasets/{id}.xlsx': {
    get: {
      summary:
        'All rows as a workbook with a sheet that says what it is; formulas=keep leaves texts unguarded',
      answer: file('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
      query: ['version', 'formulas', 'lang']
    }
  },
  '/api/datasets/{id}.parquet': {
    get: {
      summary: 'All rows as Parquet, typed as they are stored',
      answer: file('application/vnd.apache.parquet'),
      query: ['version']
    }
  },
  '/api/datasets/{id}/versions': {
    get: { summary: 'The versions, newest first', answer: json(z.array(version)) }
  },
  '/api/datasets/{id}/versions/{v}/diff': {
    get: { summary: 'What a version changed', answer: json(diff), query: ['against'] }
  },
  '/api/datasets/{id}/versions/{v}/original': {
    get: { summary: 'The file a version came from, byte for byte', answer: file('application/octet-stream') }
  },
  '/api/datasets/{id}/versions/{v}/restore': {
    post: { summary: 'A new version equal to an old one', answer: json(z.object({ version: z.int() })) }
  }
};
