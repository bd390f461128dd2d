import type { FastifyInstance } from 'fastify';
import { KindredError } from '#shared/api/errors.ts';

/**
 * Listens on the port that was asked for, else on the usual one, else on any that is free.
 * @param usual  taken when it is free and none was asked for, so that bookmarks and scripts keep working
 * @returns the port
 * @throws KindredError that names the address and the way out
 */
export async function listen(
  app: FastifyInstance,
  host: string,
  port: number | undefined,
  usual: number,
): Promise<number> {
  try {
    await app.listen({ host, port: port ?? usual });
  } catch (error) {
    if (port !== undefined || codeOf(error) !== 'EADDRINUSE') throw explain(error, host, port ?? usual);
    await app.listen({ host, port: 0 });
  }
  const address = app.server.address();
  if (typeof address === 'object' && address) return address.port;
  throw new KindredError('internal', 'The host listens on no port.');
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function explain(error: unknown, host: string, port: number): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new KindredError(
        'conflict',
        `Port ${port} on ${host} is in use by another program. Choose another with --port, or leave --port out: Kindred then takes a free one.`,
        { cause: error },
      );
    case 'EACCES':
      return new KindredError(
        'forbidden',
        `This user may not listen on port ${port}. Choose one above 1023 with --port.`,
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new KindredError(
        'invalid_input',
        `"${host}" is no address of this computer. Use --host 0.0.0.0 for all of them, or leave --host out for this computer only.`,
        { cause: error },
      );
    default:
      return error;
  }
}
