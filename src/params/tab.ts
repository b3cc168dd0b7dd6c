/** The sides of a chart's page besides the chart itself, each with an address of its own. */
export const TABS = ['table', 'sources', 'reports', 'share'] as const;

export type Tab = (typeof TABS)[number];

export function match(param: string): param is Tab {
  return (TABS as readonly string[]).includes(param);
}
