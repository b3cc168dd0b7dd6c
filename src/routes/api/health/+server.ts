import * as datasets from '$lib/server/datasets.ts';
import { api } from '$lib/server/http.ts';
import { readSettings } from '$lib/server/settings.ts';

export const GET = api(() => ({
  status: 'ok',
  version: readSettings().release,
  datasets: datasets.list().length,
  uptimeSeconds: Math.round(process.uptime())
}));
