import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { checkContentType } from '../http/json-body.ts';
import { Refusal } from '../http/refusal.ts';
import type { Tokens } from './tokens.ts';

const SignIn = z.strictObject({ code: z.string().max(256) });

/** The exchange of a one-time code for the token. */
export function sessionRoute(app: FastifyInstance, tokens: Tokens): void {
  app.route({
    method: app.supportedMethods,
    url: '/session',
    config: { allow: ['POST'] },
    preParsing: async (request) => checkContentType(request),
    handler: async (request) => {
      const asked = SignIn.safeParse(request.body);
      const token = asked.success ? tokens.exchange(asked.data.code) : null;
      if (token === null) {
        const message =
          'This sign-in was used already or is older than 30 seconds. Use the address that Kindred printed.';
        throw new Refusal('CODE_WRONG', message);
      }
      return { token };
    },
  });
}

/** The page itself: public, because it contains nothing private. */
export async function pageRoutes(app: FastifyInstance, rendererRoot: string): Promise<void> {
  if (!existsSync(join(rendererRoot, 'index.html'))) {
    app.get('/', { exposeHeadRoute: true }, async () => {
      throw new Refusal('NOT_BUILT', 'The workbench is not built yet. Run "npm run build", then start again.');
    });
    return;
  }
  await app.register(fastifyStatic, {
    root: rendererRoot,
    dotfiles: 'deny',
    cacheControl: false,
    setHeaders: (response, path) => {
      void response.header('Cache-Control', cacheControl(path));
    },
  });
}

/** Assets carry a hash of their content in their name; the page that names them is asked for every time. */
const cacheControl = (path: string) =>
  /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-store';
