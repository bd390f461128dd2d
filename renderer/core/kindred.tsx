import { createContext, use, type ReactNode } from 'react';
import { connect, type Client, type Transport } from '#shared/api/rpc.ts';
import { withPageErrors } from './page-errors.ts';

export type Kindred = { client: Client; listen: Transport['listen'] };

const Context = createContext<Kindred | null>(null);

/** The connection to the core, made from the transport that was chosen at start. */
export function KindredProvider({ transport, children }: { transport: Transport; children: ReactNode }) {
  return <Context value={connection(transport)}>{children}</Context>;
}

const connections = new WeakMap<Transport, Kindred>();

function connection(transport: Transport): Kindred {
  const known = connections.get(transport);
  if (known) return known;
  const inPage = withPageErrors(transport);
  const made = { client: connect(inPage), listen: inPage.listen };
  connections.set(transport, made);
  return made;
}

export function useKindred(): Kindred {
  const kindred = use(Context);
  if (!kindred) throw new Error('useKindred is used outside KindredProvider.');
  return kindred;
}
