import { values } from '$lib/server/datasets/values.ts';
import { api } from '$lib/server/http.ts';

export const GET = api(({ params, url, locals: { lang } }) =>
  values(params.id ?? '', url.searchParams.get('column') ?? '', url.searchParams.get('q') ?? '', lang)
);
