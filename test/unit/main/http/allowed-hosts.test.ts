import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { allowedHosts, bracketed, isLoopback, judgeHost } from '../../../../main/http/allowed-hosts.ts';

const allowed = allowedHosts('127.0.0.1', 4310, []);
const judge = (...hosts: string[]) =>
  judgeHost(
    hosts.flatMap((host) => ['Host', host]),
    allowed,
  );

describe('on the usual address', () => {
  test.each(['127.0.0.1:4310', 'localhost:4310', 'LOCALHOST:4310', '[::1]:4310'])('%s is allowed', (host) => {
    expect(judge(host)).toBe('allowed');
  });

  test.each([
    'evil.example',
    'evil.example:4310',
    'localhost',
    'localhost:80',
    'localhost.evil.com:4310',
    '127.0.0.1.nip.io:4310',
    '127.1:4310',
    '0.0.0.0:4310',
    'localhost.:4310',
  ])('%s is not', (host) => {
    expect(judge(host)).not.toBe('allowed');
  });

  test.each([
    'user@localhost:4310',
    'localhost:4310/x',
    'localhost:4310, evil',
    '127。0。0。1:4310',
    ' ',
    'localhost:',
  ])('%j is malformed', (host) => {
    expect(judge(host)).toBe('malformed');
  });

  test('two Host headers are malformed, whatever they say', () => {
    expect(judge('localhost:4310', 'localhost:4310')).toBe('malformed');
  });

  test('none is not allowed', () => {
    expect(judge()).toBe('not allowed');
  });
});

test('a browser leaves out port 80', () => {
  expect(judgeHost(['host', 'localhost'], allowedHosts('127.0.0.1', 80, []))).toBe('allowed');
});

test('names that a person configured are allowed, IPv6 in brackets', () => {
  const hosts = allowedHosts('::1', 4310, ['Lab.Example', 'fd00::1']);
  expect([...hosts]).toEqual(expect.arrayContaining(['lab.example:4310', '[fd00::1]:4310', '[::1]:4310']));
});

test('listening everywhere allows the names of this computer and no other', () => {
  const hosts = allowedHosts('0.0.0.0', 4310, []);
  expect(hosts.has(`${hostname().toLowerCase()}:4310`)).toBe(true);
  expect(hosts.has('0.0.0.0:4310')).toBe(false);
  expect(hosts.has('evil.example:4310')).toBe(false);
});

test('knows the addresses that only this computer reaches', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', 'localhost'].every(isLoopback)).toBe(true);
  expect(['0.0.0.0', '::', '192.168.1.2', '127.0.0.1.nip.io', 'localhost.evil'].some(isLoopback)).toBe(false);
});

test('puts IPv6 in brackets, once', () => {
  expect([bracketed('::1'), bracketed('[::1]'), bracketed('127.0.0.1')]).toEqual(['[::1]', '[::1]', '127.0.0.1']);
});
