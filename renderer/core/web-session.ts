import type { Session } from './session.ts';

const storageKey = 'kindred.token';

/** The parts of a browser window that signing in touches. */
export type SignInPage = Pick<Window, 'location' | 'history' | 'localStorage' | 'addEventListener'>;

/**
 * Signs in on the web host by the address that Kindred printed (`#token=…`) or opened (`#code=…`, exchanged once).
 * The fragment is removed at once, so that it stays neither in the history nor on the screen. A token dies with the process that made it.
 * @param exchange trades a one-time code for a token; null when the code is used or too old
 */
export function createWebSession(page: SignInPage, exchange: (code: string) => Promise<string | null>): Session {
  const listeners = new Set<() => void>();
  const proof = takeProof(page);
  let token = proof?.kind === 'token' ? proof.value : page.localStorage.getItem(storageKey);
  let pending: Promise<void> | null = null;

  const keep = (value: string | null) => {
    token = value;
    if (value === null) page.localStorage.removeItem(storageKey);
    else page.localStorage.setItem(storageKey, value);
  };
  const refused = () => {
    keep(null);
    for (const listener of listeners) listener();
  };
  const signIn = async (code: string) => {
    const fresh = await exchange(code).catch(() => null);
    pending = null;
    // A used code is no loss while an older sign-in still holds: the host says so on the next request.
    if (fresh !== null) keep(fresh);
    else if (token === null) refused();
  };

  if (proof?.kind === 'token') keep(proof.value);
  if (proof?.kind === 'code') pending = signIn(proof.value);
  // A new address pasted into this tab, or a sign-in in another tab: start again with it.
  page.addEventListener('hashchange', () => {
    if (readProof(page.location.hash)) page.location.reload();
  });
  page.addEventListener('storage', (event) => {
    if (event.key !== storageKey || event.newValue === null) return;
    const wasSignedIn = token !== null;
    // Of a host that was started again: what is open here goes on with it, and does not take it away from the other tab.
    token = event.newValue;
    if (!wasSignedIn) page.location.reload();
  });

  return {
    headers: async () => {
      await pending;
      const headers: Record<string, string> = {};
      if (token !== null) headers['Authorization'] = `Bearer ${token}`;
      return headers;
    },
    isSignedIn: () => token !== null || pending !== null,
    onUnauthorized: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    refused,
  };
}

type Proof = { kind: 'token' | 'code'; value: string };

function readProof(hash: string): Proof | null {
  const found = /^#(token|code)=([\w-]{1,256})$/.exec(hash);
  const value = found?.[2];
  if (value === undefined) return null;
  return { kind: found?.[1] === 'token' ? 'token' : 'code', value };
}

function takeProof(page: SignInPage): Proof | null {
  const proof = readProof(page.location.hash);
  if (proof) page.history.replaceState(null, '', `${page.location.pathname}${page.location.search}#/`);
  return proof;
}
