import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../params/format.ts';
import { openApiDocument } from './openapi.ts';

const ROUTES = join(import.meta.dirname, '../../routes');

/** `method path` of every endpoint that answers something else than a page. */
function endpoints(folder = ROUTES): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return endpoints(path);
    if (entry.name !== '+server.ts') return [];
    const route = folder.slice(ROUTES.length).replace(/\[(\w+)(=\w+)?\]/g, '{$1}');
    const methods = [...readFileSync(path, 'utf8').matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)];
    const routes = route.endsWith('.{format}')
      ? FORMATS.map((format) => route.replace('{format}', format))
      : [route];
    return routes.flatMap((one) => methods.map(([, method]) => `${method?.toLowerCase()} ${one}`));
  });
}

describe('the OpenAPI document', () => {
  it('names exactly the endpoints there are', () => {
    const { paths } = openApiDocument();
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`)
    );
    expect(documented.sort()).toEqual(endpoints().sort());
  });
});
