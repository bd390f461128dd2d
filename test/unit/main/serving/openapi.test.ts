import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServing, type ServedForTest } from '../../../support/serving.ts';

/** The document says what the host does: the same routes, the same methods, the same limits. */

type Operation = { summary?: string; requestBody?: { content: Record<string, { schema: Schema }> }; responses: Record<string, unknown> }; // prettier-ignore
type Schema = { default?: number; minItems?: number; properties?: Record<string, Schema>; required?: string[]; minimum?: number; maximum?: number; maxItems?: number }; // prettier-ignore
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

let served: ServedForTest;
let document: Document;
beforeAll(async () => {
  served = await startServing();
  document = (await (await served.ask('/openapi.json')).json()) as Document;
});
afterAll(() => served.close());

/** What is answered and is no part of the API: the document and its page. */
const isAside = (url: string) => url.startsWith('/docs') || url === '/openapi.json';

const documented = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );

describe('the OpenAPI document', () => {
  it('has every route and no other', () => {
    expect(document.openapi).toBe('3.1.0');
    const routes = served.api.routes.filter(({ url }) => !isAside(url)).map(({ method, url }) => `${method} ${url}`);
    expect(documented().toSorted()).toEqual(routes.toSorted());
    expect(routes.length).toBeGreaterThan(25);
  });

  it('names only addresses that answer, with the method that is documented', async () => {
    for (const entry of documented()) {
      const [method, path] = entry.split(' ') as [string, string];
      const url = path
        .replace(/:(user_id|id)/, 'u01')
        .replace(':item', 'p01')
        .replace(/:\w+/g, 'cf_v1');
      const body = method === 'POST' ? { body: '{}', headers: { 'Content-Type': 'application/json' } } : {};
      const { status } = await served.ask(url, { method, ...body });
      // There is no newest version where there is none.
      const isOfNothing = path.includes(':') || path === '/api/models/latest';
      expect([entry, [404, 405].includes(status) && !isOfNothing]).toEqual([entry, false]);
      expect([entry, status >= 500]).toEqual([entry, false]);
    }
  });

  it('tells the limits that are checked, and every refusal', () => {
    const generate = document.paths['/recommendations/generate']!['post']!;
    const { properties, required } = generate.requestBody!.content['application/json']!.schema;
    expect(properties!['limit']).toMatchObject({ minimum: 1, maximum: 100, default: 50 });
    expect(properties!['exclude_post_ids']).toMatchObject({ maxItems: 1000 });
    expect(required).toEqual(['user_id']);
    const batch = document.paths['/api/recommendations/batch']!['post']!.requestBody!.content['application/json']!;
    expect(batch.schema.properties!['user_ids']).toMatchObject({ minItems: 1, maxItems: 50 });
    expect(Object.keys(generate.responses)).toEqual(expect.arrayContaining(['200', '400', '401', '413', '415', '429']));
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.every(({ summary }) => summary !== undefined)).toBe(true);
  });

  it('is shown by a page that loads nothing from elsewhere', async () => {
    const html = await (await served.ask('/docs')).text();
    expect(html).toContain('swagger-ui');
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});
