import { httpStatus, KindredError, toWire, type ErrorCode, type WireError } from '#shared/api/errors.ts';

/** Reasons to turn a request away that are HTTP's alone; the contract's codes are the other half of each answer. */
export const refusals = {
  HOST_MALFORMED: { status: 400, code: 'invalid_input' },
  HOST_NOT_ALLOWED: { status: 421, code: 'forbidden' },
  ORIGIN_NOT_ALLOWED: { status: 403, code: 'forbidden' },
  CROSS_SITE: { status: 403, code: 'forbidden' },
  METHOD_NOT_ALLOWED: { status: 405, code: 'invalid_input' },
  TOKEN_IN_QUERY: { status: 400, code: 'invalid_input' },
  TOKEN_MISSING: { status: 401, code: 'unauthorized' },
  TOKEN_WRONG: { status: 401, code: 'unauthorized' },
  CODE_WRONG: { status: 401, code: 'unauthorized' },
  KEY_MISSING: { status: 401, code: 'unauthorized' },
  KEY_WRONG: { status: 401, code: 'unauthorized' },
  KEY_EXPIRED: { status: 401, code: 'unauthorized' },
  SCOPE_MISSING: { status: 403, code: 'forbidden' },
  RATE_LIMITED: { status: 429, code: 'unavailable' },
  QUEUE_FULL: { status: 429, code: 'unavailable' },
  OVERLOADED: { status: 503, code: 'unavailable' },
  NO_ACTIVE_MODEL: { status: 503, code: 'unavailable' },
  INVALID_INPUT: { status: 400, code: 'invalid_input' },
  IDEMPOTENCY_CONFLICT: { status: 409, code: 'conflict' },
  NOT_JSON: { status: 415, code: 'invalid_input' },
  NOT_BYTES: { status: 415, code: 'invalid_input' },
  INVALID_JSON: { status: 400, code: 'invalid_input' },
  INVALID_UTF8: { status: 400, code: 'invalid_input' },
  FORBIDDEN_KEY: { status: 400, code: 'invalid_input' },
  NESTED_TOO_DEEP: { status: 400, code: 'invalid_input' },
  BODY_TOO_LARGE: { status: 413, code: 'too_large' },
  INVALID_URL: { status: 400, code: 'invalid_input' },
  NOT_FOUND: { status: 404, code: 'not_found' },
  NOT_BUILT: { status: 503, code: 'unavailable' },
} as const satisfies Record<string, { status: number; code: ErrorCode }>;

export type RefusalName = keyof typeof refusals;

/** What is wrong with one field of a request. */
export type FieldComplaint = { field: string; message: string };

/** A request that is turned away before the core sees it. */
export class Refusal extends Error {
  readonly refusal: RefusalName;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: readonly FieldComplaint[];
  /** Members of the answer beside those that every refusal has (RFC 9457, section 3.2). */
  readonly extension: Readonly<Record<string, unknown>>;

  constructor(
    refusal: RefusalName,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    details: readonly FieldComplaint[] = [],
    extension: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.refusal = refusal;
    this.headers = headers;
    this.details = details;
    this.extension = extension;
  }
}

/** The body of every answer that is not a success: the contract's reply, and HTTP's own name of the reason. */
export type RefusalBody = { ok: false; code: string; error: WireError; request_id: string };

/** Status, headers and body for whatever was thrown. The reason of an unforeseen error is in the log, not in the answer's stack. */
export function describeError(
  error: unknown,
  requestId: string,
): { status: number; headers: Readonly<Record<string, string>>; body: RefusalBody } {
  if (error instanceof Refusal) {
    const { status, code } = refusals[error.refusal];
    const wire: WireError = { code, message: error.message };
    return {
      status,
      headers: error.headers,
      body: { ok: false, code: error.refusal, error: wire, request_id: requestId },
    };
  }
  const wire =
    error instanceof KindredError ? toWire(error) : { code: 'internal' as const, message: unforeseen(requestId) };
  return {
    status: httpStatus[wire.code],
    headers: {},
    body: { ok: false, code: wire.code.toUpperCase(), error: wire, request_id: requestId },
  };
}

const unforeseen = (requestId: string) => `Something went wrong inside Kindred. The log has it under ${requestId}.`;
