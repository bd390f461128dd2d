import { join } from 'node:path';
import { appRoot } from './app-root.ts';

/** The built page. */
export const rendererRoot: string = join(appRoot, 'out', 'renderer');
