import { z } from 'zod';
import { api, type Api, type AppEvent } from './api.ts';
import { fromWire, KindredError, toWire, type WireError } from './errors.ts';

type Call = { input: z.ZodType; output: z.ZodType };

/** The contract as the caller sees it: every call is a method that returns a promise. */
export type Client<A = Api> = {
  [G in keyof A]: {
    [M in keyof A[G]]: A[G][M] extends Call
      ? (input: z.input<A[G][M]['input']>) => Promise<z.output<A[G][M]['output']>>
      : never;
  };
};

/** The contract as the core implements it: input is already parsed, defaults filled in. */
export type Handlers<A = Api> = {
  [G in keyof A]: {
    [M in keyof A[G]]: A[G][M] extends Call
      ? (input: z.output<A[G][M]['input']>) => z.input<A[G][M]['output']> | Promise<z.input<A[G][M]['output']>>
      : never;
  };
};

export type Reply = { ok: true; value: unknown } | { ok: false; error: WireError };

/** All a host has to provide. */
export type Transport = {
  call(name: string, input: unknown): Promise<Reply>;
  /** @returns a function that stops listening */
  listen(listener: (event: AppEvent) => void): () => void;
};

/**
 * The contract behind one function. Names are looked up among the contract's own, input is parsed, and whatever is thrown becomes a reply.
 * @param onError told of errors that nobody foresaw, for the log
 */
export function serve(
  handlers: Handlers,
  onError: (name: string, error: unknown) => void = () => {},
): Transport['call'] {
  const calls = new Map<string, { call: Call; handler: (input: never) => unknown }>();
  for (const [group, methods] of Object.entries(api)) {
    for (const [method, call] of Object.entries(methods)) {
      const handler = (handlers as Record<string, Record<string, (input: never) => unknown>>)[group]![method]!;
      calls.set(`${group}.${method}`, { call, handler });
    }
  }

  return async function reply(name, input) {
    try {
      const found = calls.get(name);
      if (!found) throw new KindredError('not_found', `There is no call named "${name}".`);
      const parsed = found.call.input.safeParse(input);
      if (!parsed.success) {
        throw new KindredError('invalid_input', z.prettifyError(parsed.error), { details: parsed.error.issues });
      }
      return { ok: true, value: await found.handler(parsed.data as never) };
    } catch (error) {
      if (!(error instanceof KindredError)) onError(name, error);
      return { ok: false, error: toWire(error) };
    }
  };
}

/** Turns a transport into typed methods. Built from the contract, so there is nothing to keep in step. */
export function connect(transport: Transport): Client {
  const client: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = {};
  for (const [group, methods] of Object.entries(api)) {
    client[group] = {};
    for (const method of Object.keys(methods)) {
      client[group][method] = async (input) => {
        const reply = await transport.call(`${group}.${method}`, input ?? {});
        if (!reply.ok) throw fromWire(reply.error);
        return reply.value;
      };
    }
  }
  return client as Client;
}
