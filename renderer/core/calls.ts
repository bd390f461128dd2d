import type { z } from 'zod';
import type { Api } from '#shared/api/api.ts';
import type { Client } from '#shared/api/rpc.ts';

type Names<G extends keyof Api> = G extends string ? `${G}.${keyof Api[G] & string}` : never;
/** Every call of the contract by its name, such as `runs.list`. */
export type CallName = { [G in keyof Api]: Names<G> }[keyof Api];

type CallOf<N extends CallName> = N extends `${infer G}.${infer M}`
  ? G extends keyof Api
    ? M extends keyof Api[G]
      ? Api[G][M]
      : never
    : never
  : never;
type Schemas<N extends CallName> =
  CallOf<N> extends { input: infer I extends z.ZodType; output: infer O extends z.ZodType }
    ? { input: z.input<I>; output: z.output<O> }
    : never;
export type InputOf<N extends CallName> = Schemas<N>['input'];
export type OutputOf<N extends CallName> = Schemas<N>['output'];

type Methods = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

/** Calls by name, so that the cache key and the call cannot differ. */
export function ask<N extends CallName>(client: Client, name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const [group, method] = name.split('.') as [string, string];
  return (client as unknown as Methods)[group]![method]!(input) as Promise<OutputOf<N>>;
}
