import { fromWire, toWire, type WireError } from '#shared/api/errors.ts';
import type { PerformancePort, PortCalls } from '#runs/serving/performance/port.ts';

type PortCall = keyof PortCalls;

/** From the process of the API to the one that holds the store, and back. */
export type PortAsk = { [C in PortCall]: { type: 'ask'; id: number; call: C; ask: PortCalls[C]['ask'] } }[PortCall];
export type PortTold =
  { type: 'told'; id: number; ok: true; value: unknown } | { type: 'told'; id: number; ok: false; error: WireError };

/** The port as the API has it: every call is a message, and its answer another one. */
export function portOver(send: (message: PortAsk) => void): { port: PerformancePort; hear(message: PortTold): void } {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let nextId = 0;

  const call =
    <C extends PortCall>(name: C) =>
    (ask: PortCalls[C]['ask']): Promise<PortCalls[C]['answer']> => {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: (value) => resolve(value as PortCalls[C]['answer']), reject });
        send({ type: 'ask', id, call: name, ask } as PortAsk);
      });
    };

  return {
    port: {
      refusal: null,
      train: call('train'),
      job: call('job'),
      models: call('models'),
      activate: call('activate'),
      explain: call('explain'),
    },
    hear(message) {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) asked?.resolve(message.value);
      else asked?.reject(fromWire(message.error));
    },
  };
}

/** The other side: answers what the API asks, from the port that there is. */
export async function answerAsk(port: PerformancePort, { id, call, ask }: PortAsk): Promise<PortTold> {
  try {
    const answer = port[call] as (value: unknown) => Promise<unknown>;
    return { type: 'told', id, ok: true, value: await answer(ask) };
  } catch (error) {
    return { type: 'told', id, ok: false, error: toWire(error) };
  }
}
