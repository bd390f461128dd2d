import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a one-time code may be exchanged, in milliseconds. */
export const codeLifetime = 30_000;

export type Tokens = {
  /** What every private request carries; it lives as long as the process. */
  readonly token: string;
  /** Compares in a time that says nothing about the token. */
  matches(given: string): boolean;
  /** A code for one sign-in within 30 seconds. */
  issueCode(): string;
  /** @returns the token; null for a code that is unknown, used or too old */
  exchange(code: string): string | null;
};

const secret = () => randomBytes(32).toString('base64url');
const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * The secrets of one web host.
 * @param monotonic  milliseconds of a clock that never goes back
 */
export function createTokens(
  token: string = secret(),
  monotonic: () => number = performance.now.bind(performance),
): Tokens {
  const expected = digest(token);
  /** Digest of the code → when it dies. */
  const codes = new Map<string, number>();
  const forgetOld = () => {
    for (const [key, deadline] of codes) if (deadline <= monotonic()) codes.delete(key);
  };

  return {
    token,
    matches: (given) => timingSafeEqual(digest(given), expected),
    issueCode: () => {
      forgetOld();
      const code = secret();
      codes.set(digest(code).toString('hex'), monotonic() + codeLifetime);
      return code;
    },
    exchange: (code) => {
      forgetOld();
      return codes.delete(digest(code).toString('hex')) ? token : null;
    },
  };
}
