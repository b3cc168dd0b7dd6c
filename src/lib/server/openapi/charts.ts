import { z } from 'zod';
import { CHART_TYPES } from '../../charts/spec.ts';
import { VERDICTS } from '../../field/verdict.ts';
import { STATES } from '../../slides/check.ts';
import { TYPES } from '../charts/files.ts';
import { chartSchema, specSchema } from '../charts.ts';
import { FIGURE_STATES } from '../decks/figures.ts';
import { deckSchema } from '../decks.ts';
import { settingsSchema } from '../web/frame-origins.ts';
import { file, json, type Operation } from './parts.ts';

const chart = z.object({
  slug: z.string(),
  title: z.string(),
  type: z.enum(CHART_TYPES),
  synthetic: z.boolean(),
  spec: specSchema,
  tags: z.array(z.string()),
  by: z.string().nullable(),
  createdAt: z.string().nullable(),
  updatedAt: z.string().nullable()
});
const pin = z.object({
  pin: z.int(),
  createdAt: z.string(),
  versions: z.record(z.string(), z.int()),
  release: z.string()
});
const oembed = z.object({
  version: z.literal('1.0'),
  type: z.literal('rich'),
  provider_name: z.string(),
  provider_url: z.string(),
  title: z.string(),
  width: z.int(),
  height: z.int(),
  html: z.string(),
  thumbnail_url: z.string(),
  thumbnail_width: z.int(),
  thumbnail_height: z.int()
});
const change = z.object({
  series: z.string(),
  category: z.string(),
  before: z.union([z.number(), z.string()]).nullable(),
  after: z.union([z.number(), z.string()]).nullable()
});
const slideCheck = z.object({
  slide: z.int(),
  title: z.string(),
  charts: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['chart', 'picture', 'card', 'table']),
      name: z.string(),
      chart: z.string().nullable(),
      pin: z.int().nullable(),
      title: z.string(),
      state: z.enum(STATES),
      changes: z.array(change),
      changeCount: z.int(),
      edits: z.array(change),
      versions: z.record(z.string(), z.int()),
      newest: z.record(z.string(), z.int()).nullable(),
      reason: z.string()
    })
  ),
  figures: z.array(
    z.object({
      text: z.string(),
      paragraph: z.string(),
      state: z.enum(FIGURE_STATES),
      verdict: z.enum(VERDICTS),
      value: z.number().nullable(),
      pinned: z.number().nullable(),
      reason: z.string()
    })
  )
});
const ASKED = ['region', 'as_of', 'pin', 'lang'];
const DRAWN = [...ASKED, 'theme', 'width', 'height', 'title', 'source'];

/** Charts, their pins, and everything that is made of them. */
export const CHART_OPERATIONS: Record<string, Record<string, Operation>> = {
  '/api/charts': {
    get: { summary: "The saved charts, the overview's first", answer: json(z.array(chart)) },
    post: { summary: 'Save a chart', answer: json(chart), status: 201, body: chartSchema }
  },
  '/api/charts/{slug}': {
    get: { summary: 'One chart', answer: json(chart) },
    put: {
      summary: 'Change a chart, or with another slug rename it',
      answer: json(chart),
      body: chartSchema
    },
    delete: {
      summary: 'Delete a chart; its pins stay. While collections show it, only with accept=1',
      answer: {},
      status: 204,
      query: ['accept']
    }
  },
  '/api/charts/{slug}/pins': {
    get: { summary: 'The pins of a chart', answer: json(z.array(pin)) },
    post: {
      summary: 'Keep the answer as it is now',
      answer: json(pin),
      status: 201,
      query: ['region', 'as_of']
    }
  },
  '/charts/{slug}.svg': {
    get: { summary: 'A chart as a picture', answer: file('image/svg+xml'), query: [...DRAWN, 'text'] }
  },
  '/charts/{slug}.png': {
    get: { summary: 'A chart as pixels', answer: file('image/png'), query: [...DRAWN, 'scale'] }
  },
  '/charts/{slug}.csv': { get: { summary: "A chart's numbers", answer: file('text/csv'), query: ASKED } },
  '/charts/{slug}.xlsx': {
    get: {
      summary: "A chart's numbers, table and sources as a workbook",
      answer: file(TYPES.xlsx),
      query: ASKED
    }
  },
  '/charts/{slug}.pptx': {
    get: { summary: 'A chart as a slide', answer: file(TYPES.pptx), query: [...ASKED, 'ratio'] }
  },
  '/charts/{slug}.html': {
    get: { summary: 'A chart as one page that needs no network', answer: file('text/html'), query: ASKED }
  },
  '/api/decks': {
    post: {
      summary: 'A deck of charts; those without a pin are pinned by it',
      answer: file(TYPES.pptx),
      body: deckSchema
    }
  },
  '/charts/{slug}.json': {
    get: {
      summary: "A chart's answer: spec, results, marks",
      answer: json(z.object({ slug: z.string() })),
      query: ASKED
    }
  },
  '/api/decks/check': {
    post: {
      summary: 'Which charts and figures of a .pptx still agree with the data',
      answer: json(z.object({ slides: z.array(slideCheck) })),
      sends: file(TYPES.pptx),
      query: ['as_of', 'lang']
    }
  },
  '/api/decks/refresh': {
    post: {
      summary: 'The same .pptx with new figures in its stale charts, or in those that accept names',
      answer: file(TYPES.pptx),
      sends: file(TYPES.pptx),
      query: ['accept', 'as_of', 'lang']
    }
  },
  '/oembed': {
    get: {
      summary: 'oEmbed 1.0 of a chart’s address: how another page shows it',
      answer: json(oembed),
      query: ['url', 'format', 'maxwidth', 'maxheight']
    }
  },
  '/api/settings': {
    get: { summary: 'Which origins may frame /embed; none named: any', answer: json(settingsSchema) },
    put: { summary: 'Replace them', answer: json(settingsSchema), body: settingsSchema }
  },
  '/embed/{slug}': {
    get: { summary: 'A chart for an iframe', answer: file('text/html'), query: [...ASKED, 'theme', 'title'] }
  }
};
