import { z } from 'zod';
import { COLUMN_TYPES } from '../../csv/cells.ts';
import { DELIMITERS, ENCODINGS, ESCAPES, PADDINGS, QUOTES, type Settings } from '../../csv/settings.ts';
import { DATASET_ID } from '../../query/query.ts';
import { validate } from '../../query/validate.ts';

export const MODES = ['replace', 'append', 'upsert'] as const;
export type Mode = (typeof MODES)[number];

/** What an analyst says of one column, found by its `source`, or by `name` where sources repeat. */
const columnSchema = z.strictObject({
  source: z.string().max(100_000),
  name: z.string().min(1).max(200).optional(),
  title: z.string().min(1).max(200).optional(),
  type: z.enum(COLUMN_TYPES).optional(),
  /** Left out, or, for data about persons, brought in. */
  isOmitted: z.boolean().optional()
});

const year = z.string().max(10_000);

/** How to read the file; what is not given is found. */
const settingsSchema = z.strictObject({
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  quote: z.enum(QUOTES).optional(),
  escape: z.enum(ESCAPES).optional(),
  padding: z.enum(PADDINGS).optional(),
  headerLine: z.int().min(1).optional(),
  headerRows: z.int().min(0).max(3).optional(),
  table: z.int().min(0).optional(),
  keepTotals: z.boolean().optional(),
  long: z
    .strictObject({ columns: z.array(year).min(1).max(2000), name: year.min(1), value: year.min(1) })
    .nullable()
    .optional()
});

/** Everything that may be set of an upload: how to read it, what its columns are, where it goes. */
export const wishesSchema = settingsSchema.extend({
  sheet: z.string().min(1).max(100).optional(),
  columns: z.array(columnSchema).max(20_000).optional(),
  key: z.array(z.string().min(1)).max(20).optional(),
  mode: z.enum(MODES).optional(),
  dataset: z.string().regex(DATASET_ID).max(60).optional(),
  title: z.string().trim().min(1).max(200).optional()
});
export type Wishes = z.infer<typeof wishesSchema>;
export type ColumnWish = z.infer<typeof columnSchema>;

const isDay = (text: string) => !Number.isNaN(Date.parse(text));

export const commitSchema = z.strictObject({
  mode: z.enum(MODES).optional(),
  acceptIssues: z.boolean().optional(),
  knownOn: z.iso.date().refine(isDay).optional(),
  note: z.string().trim().max(1000).optional(),
  /** The codes of the warnings that were confirmed; when given, every warning that asks must be among them. */
  confirmed: z.array(z.string().max(60)).max(20).optional()
});
export type CommitWish = z.infer<typeof commitSchema>;

/** Reads a PATCH; refuses (400) naming the field that is off. */
export function parseWishes(body: unknown): Wishes {
  return validate(wishesSchema, body, 'bad-upload', { zh: '上传的设置', en: 'The settings' });
}

export function parseCommit(body: unknown): CommitWish {
  return validate(commitSchema, body, 'bad-commit', { zh: '提交', en: 'The commit' });
}

/** The part of the wishes that says how to read the file. */
export function settingsOf(wishes: Wishes): Settings {
  const known = Object.keys(settingsSchema.shape);
  const given = Object.entries(wishes).filter(([name, value]) => known.includes(name) && value !== undefined);
  return Object.fromEntries(given) as Settings;
}
