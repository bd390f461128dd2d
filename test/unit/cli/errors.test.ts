import { describe, expect, it } from 'vitest';
import { api } from '#shared/api/api.ts';
import { httpStatus, KindredError, type ErrorCode } from '#shared/api/errors.ts';
import { connect, serve, type Handlers } from '#shared/api/rpc.ts';
import { exitCodeOf, sentenceOf } from '../../../main/cli/errors.ts';

describe('exit codes', () => {
  it('are 2 for wrong input, 130 for what was cancelled and 1 for every other failure', () => {
    const codes = Object.keys(httpStatus) as ErrorCode[];
    const exits = codes.map((code) => [code, exitCodeOf(new KindredError(code, 'x'))]);
    expect(Object.fromEntries(exits)).toMatchObject({ invalid_input: 2, cancelled: 130, not_found: 1, internal: 1 });
    expect(exitCodeOf(new Error('unforeseen'))).toBe(1);
  });
});

describe('sentences', () => {
  it('name the fields that the contract refused, without marks and line breaks', async () => {
    const empty = Object.fromEntries(Object.keys(api).map((group) => [group, {}])) as unknown as Handlers;
    const client = connect({ call: serve(empty), listen: () => () => {} });
    const error: unknown = await client.runs.list({ limit: 0 }).catch((reason: unknown) => reason);
    expect(sentenceOf(error).message).toMatch(/^limit: .*1$/);
    expect(exitCodeOf(error)).toBe(2);
  });

  it('of the core stay as they are', () => {
    const error = new KindredError('conflict', 'Dataset "a" is used by 3 runs.', { details: { runs: 3 } });
    expect(sentenceOf(error)).toEqual({ code: 'conflict', message: error.message, details: { runs: 3 } });
  });
});
