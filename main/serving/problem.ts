import { STATUS_CODES } from 'node:http';
import { httpStatus, KindredError } from '#shared/api/errors.ts';
import type { Problem } from '#shared/serving/problem.ts';
import { Refusal, refusals } from '../http/refusal.ts';

type Described = { headers: Readonly<Record<string, string>>; problem: Problem };

/** The answer to whatever was thrown. The reason of an unforeseen error is in the log: no stack, path or query leaves the host. */
export function problemOf(error: unknown, requestId: string): Described {
  const describe = (
    statusCode: number,
    code: string,
    message: string,
    details: Problem['details'] = [],
    headers: Described['headers'] = {},
  ): Described => ({
    headers,
    problem: { statusCode, code, error: STATUS_CODES[statusCode] ?? 'Error', message, details, request_id: requestId },
  });

  if (error instanceof Refusal) {
    const { status } = refusals[error.refusal];
    const { headers, problem } = describe(status, error.refusal, error.message, [...error.details], error.headers);
    return { headers, problem: { ...error.extension, ...problem } };
  }
  if (error instanceof KindredError && error.code !== 'internal') {
    return describe(httpStatus[error.code], error.code.toUpperCase(), error.message);
  }
  return describe(500, 'INTERNAL', `Something went wrong inside Kindred. The log has it under ${requestId}.`);
}
