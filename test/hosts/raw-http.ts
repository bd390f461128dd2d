import { connect } from 'node:net';

export type RawAnswer = { status: number; headers: Map<string, string>; body: string; ms: number };

/**
 * Sends bytes as they are and reads until the host closes the connection: for requests that no HTTP client would send.
 * @param parts  sent one after the other, with a pause between them
 * @param pauseMs  the pause
 */
export function rawHttp(port: number, parts: readonly (string | Uint8Array)[], pauseMs = 0): Promise<RawAnswer> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.setTimeout(20_000, () => socket.destroy(new Error('The host neither answered nor closed within 20 s.')));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A host that has answered may close while we still send.
    socket.on('error', (error) => (chunks.length > 0 ? finish() : reject(error)));
    socket.on('close', finish);
    socket.on('connect', () => void send());

    async function send(): Promise<void> {
      for (const part of parts) {
        if (socket.destroyed) return;
        socket.write(part);
        if (pauseMs > 0) await new Promise((next) => setTimeout(next, pauseMs));
      }
    }
    function finish(): void {
      resolve({ ...parse(Buffer.concat(chunks).toString('latin1')), ms: performance.now() - started });
    }
  });
}

function parse(text: string): Omit<RawAnswer, 'ms'> {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = fields.map((field) => field.split(/: */, 2)).map(([name = '', value = '']) => [name, value] as const);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(line)?.[1] ?? 0),
    headers: new Map(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: rest.join('\r\n\r\n'),
  };
}
