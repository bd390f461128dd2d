import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import { renderer } from './renderer.config.ts';

const root = import.meta.dirname;

export default defineConfig({
  main: {
    build: {
      outDir: resolve(root, 'out/main'),
      rolldownOptions: {
        input: {
          index: resolve(root, 'main/electron/index.ts'),
          cli: resolve(root, 'main/cli/index.ts'),
          // Worker threads are files of their own; flat names keep `new URL('./worker.js', import.meta.url)` true in the bundle.
          'training-worker': resolve(root, 'runs/training/worker.ts'),
          'kernel-worker': resolve(root, 'runs/training/kernel-worker.ts'),
          'evaluate-worker': resolve(root, 'runs/training/evaluate-worker.ts'),
          'analysis-worker': resolve(root, 'runs/training/analysis-worker.ts'),
          'serving-client': resolve(root, 'shared/serving/index.ts'),
          'serving-worker': resolve(root, 'main/serving/api-worker.ts'),
          'serving-helper': resolve(root, 'runs/serving/helper-worker.ts'),
          'matrix-worker': resolve(root, 'runs/artifacts/matrix-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(root, 'out/preload'),
      rolldownOptions: {
        input: { index: resolve(root, 'main/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer,
});
