import type { SecretKeeping } from '#shared/domain/connection.ts';

/** Where passwords are kept. The host chooses it: the computer's own keychain where there is one. Names are ids of ours. */
export type SecretStore = {
  /** How they are kept; with a refusal nothing can be, and the sentence says why and what to do instead. */
  keeping(): Promise<SecretKeeping>;
  get(name: string): Promise<string | null>;
  /** @throws KindredError unavailable where it cannot be kept */
  set(name: string, secret: string): Promise<void>;
  delete(name: string): Promise<void>;
  /** Names that have a secret. */
  names(): Promise<string[]>;
};
