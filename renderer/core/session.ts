/** Who is asking: the desktop application needs no proof, the web host wants a token with every request. */
export type Session = {
  /** Headers that prove who asks; waits for a sign-in that is under way. */
  headers(): Promise<Record<string, string>>;
  /** False once it is known that the host will refuse. With `onUnauthorized` it fits `useSyncExternalStore`. */
  isSignedIn(): boolean;
  /** @returns a function that stops listening */
  onUnauthorized(listener: () => void): () => void;
  /** The host answered 401. */
  refused(): void;
};

/** The desktop application's session: the window belongs to the person in front of it. */
export const openSession: Session = {
  headers: () => Promise.resolve({}),
  isSignedIn: () => true,
  onUnauthorized: () => () => {},
  refused: () => {},
};
