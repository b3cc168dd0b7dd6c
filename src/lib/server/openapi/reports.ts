import { z } from 'zod';
import { PRECISIONS } from '../../field/precision.ts';
import { PARTS } from '../../reports/part.ts';
import { VERDICTS } from '../../field/verdict.ts';
import { file, json, type Operation } from './parts.ts';
import { markSchema } from '../reports/mark.ts';
import { editSchema as reportEdit, figureEditSchema as figureEdit } from '../reports.ts';

const nullableText = z.string().nullable();
const check = z.object({
  verdict: z.enum(VERDICTS),
  value: z.number().nullable(),
  dataset: nullableText,
  version: z.int().nullable(),
  indicator: nullableText,
  synthetic: z.boolean(),
  reason: z.string()
});
const figure = z.object({
  id: z.string(),
  paragraph: z.int(),
  start: z.int(),
  end: z.int(),
  text: z.string(),
  value: z.number(),
  unit: z.string(),
  precision: z.enum(PRECISIONS),
  subject: z.string(),
  indicator: nullableText,
  /** A part of the indicator that is counted instead of its value. */
  part: z.enum(PARTS).optional(),
  region: z.string(),
  asOf: z.iso.date(),
  check
});
const article = {
  slug: z.string(),
  headline: z.string(),
  publisher: z.string(),
  publishedOn: z.iso.date(),
  url: nullableText
};
const report = z.object({ ...article, paragraphs: z.array(z.string()), figures: z.array(figure) });
const ARTICLE = {
  content: {
    'text/plain': { schema: { type: 'string' } },
    'text/html': { schema: { type: 'string' } },
    'text/markdown': { schema: { type: 'string' } },
    'application/json': { schema: { type: 'object' } }
  }
};

/** What can be asked and done about reports. */
export const REPORT_OPERATIONS: Record<string, Record<string, Operation>> = {
  '/api/reports': {
    get: {
      summary: 'The reports, newest first',
      answer: json(z.array(z.object({ ...article, figures: z.int() })))
    },
    post: {
      summary: 'Read an article and keep it as a report, with its figures',
      answer: json(z.object({ ...article, figures: z.array(figure), duplicateOf: z.string().optional() })),
      status: 201,
      sends: ARTICLE,
      query: ['headline', 'publisher', 'publishedOn', 'url']
    }
  },
  '/api/reports/{slug}': {
    get: { summary: 'One report, each figure with its check', answer: json(report) },
    put: {
      summary: 'Change a report; its figures keep to their words',
      answer: json(report),
      body: reportEdit
    },
    delete: { summary: 'Delete a report; it can be put back', answer: {}, status: 204 }
  },
  '/api/reports/{slug}/restore': {
    post: { summary: 'Put a deleted report back', answer: json(z.object({ slug: z.string() })) }
  },
  '/api/reports/{slug}/original': {
    get: { summary: 'The article as it came', answer: file('application/octet-stream') }
  },
  '/api/reports/{slug}/figures': {
    post: {
      summary: 'Mark a figure that was not found, by its words',
      answer: json(figure),
      status: 201,
      body: markSchema
    }
  },
  '/api/reports/{slug}/figures/{id}': {
    patch: { summary: 'Confirm, correct or reject a figure', answer: json(figure), body: figureEdit }
  },
  '/reports.atom': { get: { summary: 'The reports as an Atom feed', answer: file('application/atom+xml') } }
};
