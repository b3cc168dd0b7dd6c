/** The files a chart can be had as. */
export function match(param: string): param is 'svg' | 'csv' | 'json' {
  return ['svg', 'csv', 'json'].includes(param);
}
