import { api } from '$lib/server/http.ts';
import { openApiDocument } from '$lib/server/openapi.ts';

export const GET = api(() => openApiDocument());
