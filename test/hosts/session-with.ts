import type { Session } from '../../renderer/core/session.ts';

/** The session of a page that holds this token; counts how often the host refused it. */
export function sessionWith(token: string): Session & { refusals(): number } {
  let refusals = 0;
  return {
    headers: async () => ({ Authorization: `Bearer ${token}` }),
    isSignedIn: () => refusals === 0,
    onUnauthorized: () => () => {},
    refused: () => void (refusals += 1),
    refusals: () => refusals,
  };
}
