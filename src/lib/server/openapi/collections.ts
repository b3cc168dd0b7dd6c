import { z } from 'zod';
import { collectionSchema } from '../collections.ts';
import { file, json, type Operation } from './parts.ts';

const collection = z.object({
  slug: z.string(),
  title: z.string(),
  slides: z.array(z.object({ kind: z.enum(['chart', 'table', 'numbers', 'text']) })),
  by: z.string().nullable(),
  createdAt: z.string().nullable(),
  updatedAt: z.string().nullable()
});

/** Collections, and what is made of them for a meeting. */
export const COLLECTION_OPERATIONS: Record<string, Record<string, Operation>> = {
  '/api/collections': {
    get: { summary: 'Collections: slides in an order', answer: json(z.array(collection)) },
    post: {
      summary: 'Save a collection; its charts without a pin are pinned by it',
      answer: json(collection),
      status: 201,
      body: collectionSchema
    }
  },
  '/api/collections/{slug}': {
    get: { summary: 'One collection', answer: json(collection) },
    put: {
      summary: 'Change, reorder or (with another slug) rename a collection',
      answer: json(collection),
      body: collectionSchema
    },
    delete: { summary: 'Delete a collection; charts and pins stay', answer: {}, status: 204 }
  },
  '/api/collections/{slug}/pack.zip': {
    get: {
      summary: 'The meeting-room pack: deck, pictures, numbers and pages that need no network',
      answer: file('application/zip'),
      query: ['lang', 'ratio']
    }
  },
  '/present/{slug}': {
    get: {
      summary: 'A collection, or one chart, as slides on the whole screen',
      answer: file('text/html'),
      query: ['region', 'as_of', 'lang', 'live', 'pin', 'theme', 'ratio']
    }
  }
};
