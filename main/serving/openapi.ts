import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';

const description =
  'Recommendations from a bundle of Kindred. Every answer says which version gave it (`model_version`), which stage of the fallback chain (`source`), ' +
  'and has a `request_id`: an interaction that is reported with it counts as a click of that version. Scores are in [0, 1], descending, equal ones by post id. ' +
  'Beside them, how long Postgres queries will take: twelve features or one SELECT in, milliseconds with a 90 % interval out.';

/** Where a schema says itself what the documentation shall say of it (`json` in its meta), that is said. */
const transform = createJsonSchemaTransform({
  zodToJsonConfig: {
    override({ zodSchema, jsonSchema }) {
      const told = z.globalRegistry.get(zodSchema)?.['json'];
      if (typeof told !== 'object' || told === null) return;
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      Object.assign(jsonSchema, told);
      Reflect.deleteProperty(jsonSchema, '$schema');
    },
  },
});

/** OpenAPI 3.1 at `/openapi.json`, made from the schemas that judge the requests; a page to try it at `/docs`, from this host alone. */
export async function useOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Kindred serving API', version, description },
      components: {
        securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'Made by `kindred keys create`' } },
      },
      // None, for callers on this computer; a key wherever one is asked for.
      security: [{}, { key: [] }],
    },
    transform,
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { validatorUrl: null, persistAuthorization: false },
  });
}

/** The document itself; registered after all routes are known. */
export function openApiRoute(app: FastifyInstance): void {
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
