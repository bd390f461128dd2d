import { fileURLToPath } from 'node:url';

/** The folder of package.json: above `out/main` where this runs from the bundle, above `main` where it runs from source. */
export const appRoot: string = fileURLToPath(
  new URL(import.meta.url.endsWith('.js') ? '../../' : '../', import.meta.url),
);
