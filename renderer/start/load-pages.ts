import { router } from '../router.tsx';

/** Milliseconds that belong to the first page alone. */
const patience = 3000;

/** Fetches the parts of all pages once the first one stands, so that going to one is immediate, also when the host is gone by then. */
export function loadPagesLater(): void {
  setTimeout(() => {
    for (const route of Object.values(router.routesById)) void router.loadRouteChunk(route)?.catch(() => {});
  }, patience);
}
