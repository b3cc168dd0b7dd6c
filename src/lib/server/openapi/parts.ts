import { z } from 'zod';

/** One method of one address, as the document describes it. */
export interface Operation {
  summary: string;
  answer: object;
  status?: number;
  /** The JSON it takes; `sends` where it takes something else. */
  body?: z.ZodType;
  sends?: object;
  query?: string[];
}

/** A JSON body or answer. */
export const json = (schema: z.ZodType) => ({
  content: {
    'application/json': {
      schema: z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' })
    }
  }
});

/** A file as an answer. */
export const file = (type: string) => ({ content: { [type]: { schema: { type: 'string' } } } });
