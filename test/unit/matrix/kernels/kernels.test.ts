import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kernel, sharedPages } from '#runs/matrix/kernels/kernel.ts';
import { compileKernel, kernelSources, moduleOf } from '../../../../build-kernels.ts';

const root = resolve(import.meta.dirname, '../../../..');

describe('the WebAssembly kernels', () => {
  it.each(kernelSources)('are what their source compiles to: %s', async (source) => {
    expect(readFileSync(join(root, moduleOf(source)), 'utf8')).toBe(await compileKernel(source));
  });

  it('are used where the engine has WebAssembly with SIMD', () => {
    expect(kernelSources.length).toBeGreaterThan(0);
    expect(kernel).toBe(process.env['KINDRED_KERNEL'] === 'plain' ? 'plain' : 'wasm');
  });

  it('give way to plain TypeScript with KINDRED_KERNEL=plain', () => {
    const script = `console.log((await import('${join(root, 'runs/matrix/kernels/kernel.ts')}')).kernel)`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, KINDRED_KERNEL: 'plain' },
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe('plain');
  });

  it('are not started where their memory would exceed what they can address', () => {
    expect(sharedPages(2 ** 32 + 1)).toBeNull();
    expect(sharedPages(65_537)?.buffer.byteLength).toBe(2 * 65_536);
  });
});
