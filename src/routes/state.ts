/** Comparisons that mean the same at every place; with a certain other place they do not. */
const GENERAL = ['year', 'rest'];

/** The overview's address: its state with something changed, null for what is left out. */
export function overviewHref(state: string, changes: Record<string, string | null> = {}): string {
  const search = new URLSearchParams(state);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) search.delete(name);
    else search.set(name, value);
  }
  return `/?${search}`;
}

/** The overview of another place, on the same day and shown in the same way. */
export function placeHref(state: string, region: string): string {
  const compare = new URLSearchParams(state).get('compare');
  return overviewHref(state, { region, ...(compare && !GENERAL.includes(compare) ? { compare: null } : {}) });
}
