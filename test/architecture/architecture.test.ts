import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imports, packagesReachedFrom, root, sourceFiles, topLevel } from './imports.ts';

/** Who may import whom (CONTRIBUTING, "The house"). */
const layers: Record<string, string[]> = {
  shared: ['shared'],
  runs: ['shared', 'runs'],
  main: ['shared', 'runs', 'main'],
  renderer: ['shared', 'renderer'],
};

/** Inside runs: the rooms that a room may import besides itself. */
const rooms: Record<string, string[]> = {
  matrix: [],
  threads: [],
  data: ['matrix'],
  models: ['matrix'],
  evaluation: ['matrix'],
  artifacts: ['threads', 'matrix', 'data'],
  tracking: [],
  secrets: [],
  bundle: ['matrix', 'models', 'artifacts'],
  registry: [],
  // Models of query performance: samples, preparation, algorithms, intervals.
  performance: ['matrix', 'data', 'models', 'bundle'],
  training: ['threads', 'matrix', 'data', 'models', 'evaluation', 'artifacts', 'bundle', 'performance'],
  // The log of interactions is a store of its own with the settings of the tracking store.
  serving: ['threads', 'matrix', 'data', 'models', 'bundle', 'performance', 'tracking'],
  handlers: [
    'matrix',
    'data',
    'models',
    'evaluation',
    'artifacts',
    'bundle',
    'registry',
    'tracking',
    'secrets',
    'performance',
    'training',
    'serving',
    'core.ts',
  ],
  'core.ts': ['artifacts', 'tracking', 'secrets', 'training', 'serving', 'handlers'],
};

const inside = imports.filter((entry): entry is (typeof imports)[number] & { target: string } => entry.target !== null);
const say = ({ file, specifier }: { file: string; specifier: string }) => `${file} imports ${specifier}`;

test('the check sees the source files', () => {
  expect(sourceFiles.length).toBeGreaterThan(100);
  for (const layer of Object.keys(layers)) expect(sourceFiles.some((file) => file.startsWith(`${layer}/`))).toBe(true);
  expect(inside.length).toBeGreaterThan(200);
});

test('imports stay inside their layer', () => {
  const broken = inside.filter(
    ({ file, target }) => target !== 'package.json' && !layers[file.split('/')[0]!]!.includes(target.split('/')[0]!),
  );
  expect(broken.map(say)).toEqual([]);
});

test('rooms of runs import only the rooms below them', () => {
  const between = inside.filter(({ file, target }) => file.startsWith('runs/') && target.startsWith('runs/'));
  const broken = between.filter(({ file, target }) => {
    const from = file.split('/')[1]!;
    const to = target.split('/')[1]!;
    return from !== to && !rooms[from]?.includes(to);
  });
  expect(broken.map(say)).toEqual([]);
});

test('imports name files that exist', () => {
  expect(inside.filter(({ target }) => !existsSync(join(root, target.replace(/\?.*$/, '')))).map(say)).toEqual([]);
});

/** Packages without I/O that shared may use on every side. */
const pure = ['zod', 'fastest-levenshtein'];

test('shared knows neither Node nor the browser', () => {
  const outside = imports.filter(({ file, target }) => file.startsWith('shared/') && target === null);
  expect(outside.filter(({ specifier }) => !pure.includes(specifier)).map(say)).toEqual([]);
});

test('only the Electron host reaches electron', () => {
  for (const entry of ['main/cli/index.ts', 'main/start.ts', 'main/web/web-host.ts', 'runs/core.ts']) {
    expect(sourceFiles).toContain(entry);
    expect(
      [...packagesReachedFrom(entry)].filter((name) => name === 'electron' || name.startsWith('electron/')),
    ).toEqual([]);
  }
  expect([...packagesReachedFrom('main/electron/index.ts')]).toContain('electron');
});

test('the preload loads nothing but electron', () => {
  expect([...packagesReachedFrom('main/electron/preload.ts')]).toEqual(['electron']);
});

test('no module of the Electron host awaits at its top level, where app.whenReady() would wait for ever', () => {
  const files = sourceFiles.filter((file) => file.startsWith('main/electron/'));
  expect(files.length).toBeGreaterThan(2);
  const awaiting = files.filter((file) =>
    topLevel(file).some((statement) => /"type":"AwaitExpression"/.test(JSON.stringify(withoutFunctions(statement)))),
  );
  expect(awaiting).toEqual([]);
});

test('a class has its rule in one style sheet: all of them apply on every page', () => {
  const owners = new Map<string, Set<string>>();
  for (const file of globSync('renderer/**/*.css', { cwd: root })) {
    for (const [, name] of readFileSync(join(root, file), 'utf8').matchAll(/^\.([\w-]+) \{/gm)) {
      owners.set(name!, (owners.get(name!) ?? new Set()).add(file));
    }
  }
  expect(owners.size).toBeGreaterThan(100);
  const shared = [...owners].filter(([, files]) => files.size > 1);
  expect(shared.map(([name, files]) => `.${name}: ${[...files].join(', ')}`)).toEqual([]);
});

test('plotly is imported by its one wrapper only', () => {
  const users = new Set(imports.filter(({ specifier }) => specifier.startsWith('plotly.js')).map(({ file }) => file));
  expect([...users].filter((file) => !file.startsWith('renderer/plots/'))).toEqual([]);
});

test('the lock file has every platform package of the tools that need one', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const names = Object.keys(lock.packages);
  const missing = Object.entries(lock.packages).flatMap(([owner, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter(
        (name) => !names.some((path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`)),
      )
      .map((name) => `${owner} lacks ${name}`),
  );
  expect(names.length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});

/** The statement without the bodies of functions and classes, whose awaits are their own. */
function withoutFunctions(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutFunctions);
  if (node === null || typeof node !== 'object') return node;
  const type = (node as { type?: string }).type ?? '';
  if (type.includes('Function') || type === 'ClassBody') return null;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, typeof value === 'bigint' ? null : withoutFunctions(value)]),
  );
}
