/** `npm run build:kernels`: compiles runs/matrix/kernels/*.as.ts to WebAssembly, kept in TypeScript modules beside them. */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import asc from 'assemblyscript/asc';

const root = import.meta.dirname;
const ending = '.as.ts';
/** What kernels import, and no module by itself. */
const part = '.part.as.ts';

/** The sources, relative to the repository. */
export const kernelSources = globSync(`runs/matrix/kernels/*${ending}`, { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith(part));

/** Where the module of a source is. */
export const moduleOf = (source: string): string => `${source.slice(0, -ending.length)}.wasm.ts`;

/** All settings of the compiler: raw memory that threads share, SIMD, no run-time library. */
const settings = (
  '--importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536 ' +
  '--enable simd --enable threads --runtime stub --noAssert -O3'
).split(' ');

/**
 * The text of the module of a source; the same for the same source and compiler.
 * @throws Error with the compiler's messages
 */
export async function compileKernel(source: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-kernels-'));
  try {
    const binary = join(folder, 'kernel.wasm');
    // The compiler wants paths below the folder it works in.
    const files = [join(root, source), '-o', binary].map((file) => relative(root, file));
    const messages = asc.createMemoryStream();
    const { error } = await asc.main([...files, '--baseDir', root, ...settings], { stderr: messages });
    if (error) throw new Error(`${source}: ${error.message}\n${messages.toString()}`);
    return moduleText(source, readFileSync(binary));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function moduleText(source: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,100}/g) ?? [];
  return [
    `/** Made of ${source.split('/').at(-1)} by \`npm run build:kernels\`: ${bytes.length} bytes of WebAssembly, in base64. Not edited by hand. */`,
    'export const wasm =',
    `  ${lines.map((line) => `'${line}'`).join(' +\n  ')};`,
    '',
  ].join('\n');
}

if (import.meta.main) {
  for (const source of kernelSources) {
    writeFileSync(join(root, moduleOf(source)), await compileKernel(source));
    console.log(`${source} → ${moduleOf(source)}`);
  }
}
