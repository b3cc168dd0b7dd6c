import { explore } from '$lib/server/explore.ts';
import { api } from '$lib/server/http.ts';

/** The answer of an address of /explore, for the page's scripts. */
export const GET = api(async ({ url }) => (await explore(url.searchParams)).answer);
