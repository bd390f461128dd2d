/** Every way a call can fail, with the HTTP status that the web host answers with. */
export const httpStatus = {
  invalid_input: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  cancelled: 499,
  internal: 500,
  unavailable: 503,
  /** Said by who asks, never by who answers: there was no answer. */
  no_answer: 504,
} as const;

export type ErrorCode = keyof typeof httpStatus;
export type WireError = { code: ErrorCode; message: string; details?: unknown };

/** An error the reader can act on: a code for the program, a sentence that names the thing and the way out. */
export class KindredError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, options: { details?: unknown; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'KindredError';
    this.code = code;
    this.details = options.details;
  }
}

/** Errors do not survive IPC or JSON, so they travel as plain data. An unexpected error keeps its message; its stack goes to the log. */
export function toWire(error: unknown): WireError {
  if (error instanceof KindredError) {
    const { code, message, details } = error;
    return details === undefined ? { code, message } : { code, message, details };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `Something went wrong inside Kindred: ${reason}` };
}

export function fromWire({ code, message, details }: WireError): KindredError {
  return new KindredError(code, message, { details });
}

/** Closes a switch over a union: the compiler asks for the missing case. */
export function never(value: never): never {
  throw new KindredError('internal', `Unexpected value ${JSON.stringify(value)}.`);
}
