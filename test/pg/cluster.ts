import type { TestProject } from 'vitest/node';
import { ensureBuilt } from '../support/built-app.ts';
import { startTestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser of the cluster that this run of the tests started. */
    pgUrl: string;
    /** File of the authority that signed the server's certificate, which is for 127.0.0.1. */
    pgCa: string;
    /** File in which the server writes down every statement. */
    pgLog: string;
  }
}

/** One real Postgres for all files of the project, and the built command line. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  ensureBuilt();
  const { url, ca, log, stop } = await startTestServer();
  project.provide('pgUrl', url);
  project.provide('pgCa', ca);
  project.provide('pgLog', log);
  return stop;
}
