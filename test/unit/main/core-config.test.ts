import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { coreConfig, dataFolder, memoryLimit } from '../../../main/core-config.ts';

test('takes the data folder of KINDRED_HOME, made absolute', () => {
  expect(dataFolder({ KINDRED_HOME: 'some/where' })).toBe(resolve('some/where'));
});

test('else takes the folder of the platform, below the home folder', () => {
  const folder = dataFolder({});
  expect(folder.startsWith(homedir()) || folder.startsWith(process.env['XDG_DATA_HOME'] ?? homedir())).toBe(true);
  expect(folder).toMatch(/kindred/);
});

test('names worker files that exist, for each kind of worker', () => {
  const files = Object.values(coreConfig('/tmp/kindred').workers).map((url) => fileURLToPath(url));
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test('hands the reports of the core to the log of its level', () => {
  const lines: string[] = [];
  const put = (level: string) => (details: unknown, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(details)}`);
  const log = { debug: put('debug'), info: put('info'), warn: put('warn'), error: put('error') };
  const config = coreConfig('/tmp/kindred', log);
  config.log?.('warn', 'Slow disk', { ms: 900 });
  config.log?.('info', 'Ready');
  expect(lines).toEqual(['warn Slow disk {"ms":900}', 'info Ready {}']);
});

test('takes the memory limit in bytes and refuses anything else', () => {
  expect(memoryLimit(undefined)).toEqual({});
  expect(memoryLimit('2000000000')).toEqual({ memoryLimitBytes: 2e9 });
  for (const wrong of ['2 GB', '-1', '0', 'NaN']) expect(() => memoryLimit(wrong)).toThrow(/Set it to bytes/);
});
