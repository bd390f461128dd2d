import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logFile, openLog } from '../../../main/log.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kindred-log-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('writes one JSON object a line with the details and the sentence', () => {
  openLog(home).warn({ run: 42 }, 'The heartbeat could not be written');
  const entry: unknown = JSON.parse(readFileSync(logFile(home), 'utf8').trim());
  expect(entry).toMatchObject({ run: 42, msg: 'The heartbeat could not be written', pid: process.pid });
});

test('keeps the stack of an error and hides the secrets in it', () => {
  openLog(home).error(new Error('no answer from postgres://reader:hunter2@db/shop'), 'A source failed');
  const text = readFileSync(logFile(home), 'utf8');
  expect(text).toContain('log.test.ts');
  expect(text).not.toContain('hunter2');
});

test('starts anew when the file has grown large, and keeps one older file', () => {
  openLog(home).info({}, 'first');
  writeFileSync(logFile(home), 'x'.repeat(6 * 1024 * 1024));
  openLog(home).info({}, 'second');
  expect(statSync(logFile(home)).size).toBeLessThan(1000);
  expect(statSync(`${logFile(home)}.1`).size).toBeGreaterThan(6_000_000);
});

test('stays silent where there is no place for a log', () => {
  const file = join(home, 'a-file');
  writeFileSync(file, '');
  expect(() => openLog(file).error(new Error('x'), 'lost')).not.toThrow();
});
