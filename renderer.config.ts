import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';

const root = import.meta.dirname;
/** The web host that `npm run dev:web` proxies to (`npm run kindred -- ui --port 4310 --no-open`); it answers only to its own name and origin. */
const target = 'http://127.0.0.1:4310';
const host = { target, changeOrigin: true, headers: { origin: target } };

/** One renderer configuration: electron-vite builds with it, `vite --config renderer.config.ts` serves it for web development. */
export const renderer: UserConfig = {
  root: resolve(root, 'renderer'),
  base: './',
  plugins: [react()],
  define: { global: 'globalThis' },
  server: { proxy: { '/api': host, '/events': host, '/bytes': host, '/session': host } },
  build: {
    outDir: resolve(root, 'out/renderer'),
    emptyOutDir: true,
    minify: true,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { input: { index: resolve(root, 'renderer/index.html') } },
  },
};
export default renderer;
