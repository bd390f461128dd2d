import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { keepCompiled } from './main/keep-compiled.ts';

// For the files of tests, and for the threads and commands that they start.
keepCompiled();

export default defineConfig({
  test: {
    // Vitest would leave one processor free, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Repeated once, and then named by `npm test`: machines that run this are shared and slow at times.
    retry: 1,
    coverage: {
      provider: 'v8',
      include: ['main/**', 'shared/**', 'runs/**', 'renderer/**'],
      exclude: ['**/*.d.ts'],
      reporter: ['text-summary', 'json-summary'],
    },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts', 'test/architecture/**/*.test.ts'],
          exclude: ['test/unit/**/*.mocked.test.ts'],
          // A process runs many files and imports what they share once: what the product keeps in a module is found by its whole input.
          isolate: false,
        },
      },
      // What replaces a module (vi.mock) would replace it for the files after it, so each has a process of its own.
      { test: { name: 'mocked', environment: 'node', include: ['test/unit/**/*.mocked.test.ts'] } },
      {
        test: {
          name: 'hosts',
          environment: 'node',
          include: ['test/hosts/**/*.test.ts'],
          globalSetup: ['test/hosts/global-setup.ts'],
        },
      },
      {
        test: {
          name: 'pg',
          environment: 'node',
          include: ['test/pg/**/*.test.ts'],
          globalSetup: ['test/pg/cluster.ts'],
        },
      },
      { plugins: [react()], test: { name: 'renderer', environment: 'jsdom', include: ['test/unit/**/*.test.tsx'] } },
    ],
  },
});
