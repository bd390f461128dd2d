import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What happens to what the server sends. */
export type Fault =
  | { kind: 'pass' }
  /** What comes is swallowed, in both directions; nobody is told. */
  | { kind: 'blackhole' }
  /** The server's bytes wait until something else is set, and so does the server. */
  | { kind: 'hold' }
  /** The connection is cut without a goodbye. */
  | { kind: 'rst' }
  /** Each piece comes later, in milliseconds. */
  | { kind: 'slow'; delay: number };

export type Proxy = {
  port: number;
  /** Changes what happens from now on, once so many bytes of the server have passed. */
  set(fault: Fault, afterBytes?: number): void;
  /** Resolves when what was set last is so. */
  applied(): Promise<void>;
  connections(): number;
};

/** A TCP proxy in front of a server, whose network can be made to fail. It goes away with the test. */
export async function startProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const upstreams = new Set<Socket>();
  let fault: Fault = { kind: 'pass' };
  let next: { fault: Fault; afterBytes: number } | undefined;
  let applied = Promise.withResolvers<void>();
  let passed = 0;

  function apply(client: Socket): void {
    if (next && passed >= next.afterBytes) {
      ({ fault } = next);
      applied.resolve();
      next = undefined;
    }
    if (fault.kind === 'rst') client.resetAndDestroy();
  }

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    upstreams.add(upstream.on('close', () => upstreams.delete(upstream)));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (bytes) => {
      if (fault.kind !== 'blackhole') upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      passed += bytes.length;
      apply(client);
      if (fault.kind === 'blackhole' || client.destroyed) return;
      if (fault.kind === 'hold') upstream.pause();
      const delay = fault.kind === 'slow' ? fault.delay : 0;
      if (delay === 0) client.write(bytes);
      else setTimeout(() => client.writable && client.write(bytes), delay);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => {
      if (fault.kind !== 'blackhole') client.end();
    });
  });
  const port = await listening(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    port,
    set(changed, afterBytes = 0) {
      passed = 0;
      applied = Promise.withResolvers();
      next = { fault: changed, afterBytes };
      if (afterBytes === 0) {
        fault = changed;
        applied.resolve();
      }
      if (fault.kind !== 'hold') for (const upstream of upstreams) upstream.resume();
    },
    applied: () => applied.promise,
    connections: () => sockets.size / 2,
  };
}

/** A server that says this on every connection, or answers whatever comes with it. It goes away with the test. */
export async function startTalker(greeting: string, when: 'at once' | 'when asked'): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    if (when === 'at once') socket.write(greeting);
    else socket.once('data', () => socket.write(greeting));
  });
  const port = await listening(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return port;
}

const listening = (server: ReturnType<typeof createServer>): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
