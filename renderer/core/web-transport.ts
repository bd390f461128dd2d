import type { AppEvent } from '#shared/api/api.ts';
import type { WireError } from '#shared/api/errors.ts';
import type { Reply, Transport } from '#shared/api/rpc.ts';
import type { Session } from './session.ts';
import { openSharedEvents } from './shared-events.ts';

/**
 * The contract over HTTP: a POST for each call, one event stream for all listeners and all tabs.
 * @param base address of the web host's root, with a slash at its end
 */
export function createWebTransport(base: string, session: Session): Transport {
  const listeners = new Set<(event: AppEvent) => void>();
  let close: (() => void) | null = null;
  const tell = (event: AppEvent) => {
    for (const listener of listeners) listener(event);
  };

  return {
    call: (name, input) => post(base, name, input, session),
    listen: (listener) => {
      listeners.add(listener);
      close ??= openSharedEvents(new URL('events', base).href, session, tell);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        close?.();
        close = null;
      };
    },
  };
}

/** Trades a one-time code for a token at the web host; null when the code is used or too old. */
export async function exchangeCode(base: string, code: string): Promise<string | null> {
  const response = await fetch(new URL('session', base), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const answer: unknown = await response.json();
  return isRecord(answer) && typeof answer['token'] === 'string' ? answer['token'] : null;
}

async function post(base: string, name: string, input: unknown, session: Session): Promise<Reply> {
  try {
    const response = await fetch(new URL(`api/${encodeURIComponent(name)}`, base), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(await session.headers()) },
      body: JSON.stringify(input ?? {}),
    });
    if (response.status === 401) session.refused();
    return readReply(await response.json());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Kindred does not answer at ${new URL(base).host}. Is it still running? Start it again, then retry.`;
    return { ok: false, error: { code: 'no_answer', message, details: { reason } } };
  }
}

function readReply(answer: unknown): Reply {
  if (isRecord(answer) && answer['ok'] === true) return { ok: true, value: answer['value'] };
  if (isRecord(answer) && isWireError(answer['error'])) return { ok: false, error: answer['error'] };
  throw new Error('the answer is not one of Kindred');
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The shape of an error as it travels; the host is trusted to use the codes of the contract. */
export function isWireError(value: unknown): value is WireError {
  return isRecord(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string';
}
