import { z } from 'zod';
import { AGGREGATES, GRAINS, OPERATORS } from './vocabulary.ts';

/** `[a-z][a-z0-9_]*`, as dataset ids and known columns are spelt. */
export const DATASET_ID = /^[a-z][a-z0-9_]*$/;

const date = z.iso.date();
const cell = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]);

const filter = z.strictObject({
  column: z.string().min(1).max(300),
  op: z.enum(OPERATORS),
  value: z.union([cell, z.array(cell).max(1000)]).optional()
});

const measure = z.strictObject({
  aggregate: z.enum(AGGREGATES),
  column: z.string().min(1).max(300).optional()
});

const period = z.strictObject({
  grain: z.enum(GRAINS),
  from: z.string().max(10).optional(),
  to: z.string().max(10).optional()
});

/** What may be asked of the data. This schema is its only validator; the OpenAPI document is made from it. */
export const querySchema = z.strictObject({
  dataset: z.string().max(100).default('organizations'),
  indicator: z.string().max(100).optional(),
  measure: measure.optional(),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  /** A division left out of `region`: the province without its capital. */
  except: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  regionOf: z.enum(['authority', 'seat']).optional(),
  asOf: date.optional(),
  period: period.optional(),
  by: z.string().min(1).max(300).optional(),
  where: z.array(filter).max(50).optional(),
  version: z.int().positive().optional()
});

export type Query = z.infer<typeof querySchema>;
export type Filter = z.infer<typeof filter>;
