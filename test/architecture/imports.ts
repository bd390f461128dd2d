import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';

export const root = resolve(import.meta.dirname, '../..');

/** The product's source files, relative to the repository. */
export const sourceFiles = globSync('{shared,runs,main,renderer}/**/*.{ts,tsx}', { cwd: root }).map((file) =>
  file.replaceAll('\\', '/'),
);

export type Import = { file: string; specifier: string; target: string | null };

const parsed = new Map(sourceFiles.map((file) => [file, parse(file)]));

function parse(file: string) {
  const source = readFileSync(join(root, file), 'utf8');
  const { program, module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const specifiers = [
    ...module.staticImports.map((statement) => statement.moduleRequest.value),
    ...module.staticExports.flatMap((statement) => statement.entries.map((entry) => entry.moduleRequest?.value)),
    ...module.dynamicImports.map(({ moduleRequest }) => source.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
  ].filter((specifier) => specifier !== undefined);
  return { program, specifiers: [...new Set(specifiers)] };
}

/** Where an import leads inside the repository; null for packages. */
function target(file: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return null;
  return relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/');
}

export const imports: Import[] = [...parsed].flatMap(([file, { specifiers }]) =>
  specifiers.map((specifier) => ({ file, specifier, target: target(file, specifier) })),
);

/** Every package that a file reaches, through whatever it imports. */
export function packagesReachedFrom(file: string): Set<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const queue = [file];
  for (let current = queue.pop(); current !== undefined; current = queue.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    for (const { specifier, target: next } of imports.filter((entry) => entry.file === current)) {
      if (next === null) packages.add(specifier);
      else queue.push(next);
    }
  }
  return packages;
}

/** Top-level statements of a file, as source types name them. */
export const topLevel = (file: string) => parsed.get(file)!.program.body;
