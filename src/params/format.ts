/** The files a chart can be had as. */
export const FORMATS = ['svg', 'png', 'csv', 'json', 'xlsx', 'pptx', 'html'] as const;

export type Format = (typeof FORMATS)[number];

export function match(param: string): param is Format {
  return (FORMATS as readonly string[]).includes(param);
}
