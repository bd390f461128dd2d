import type { FastifyInstance, HTTPMethods } from 'fastify';

/** An address with `:names`, and a method that it has. */
export type Route = { method: string; url: string };

/**
 * Answers every method that an address does not have, which Fastify would take for an unknown address: the gate sees which methods the
 * address allows, and refuses with 405. Called before the routes are made.
 * @returns to be called when all routes are there; it says which they are
 */
export function refuseOtherMethods(app: FastifyInstance): () => Route[] {
  const methods = new Map<string, Set<string>>();

  app.addHook('onRoute', (route) => {
    const own = [route.method].flat();
    route.config = { allow: own, ...route.config };
    const known = methods.get(route.url) ?? new Set();
    methods.set(route.url, known);
    for (const method of own) known.add(method);
  });

  return function finish() {
    const routes = [...methods].flatMap(([url, own]) => [...own].map((method) => ({ method, url })));
    for (const [url, own] of methods) {
      const others = app.supportedMethods.filter((method) => !own.has(method)) as HTTPMethods[];
      app.route({ method: others, url, config: { allow: [...own] }, schema: { hide: true }, handler: () => {} });
    }
    return routes;
  };
}
