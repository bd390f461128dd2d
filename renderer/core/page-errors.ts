import type { Transport } from '#shared/api/rpc.ts';
import { pageWords } from '../text/page-words.ts';

/** The transport of a page: what the core refuses is said in the words of forms, not of a command line. */
export function withPageErrors(transport: Transport): Transport {
  return {
    async call(name, input) {
      const reply = await transport.call(name, input);
      return reply.ok ? reply : { ok: false, error: { ...reply.error, message: pageWords(reply.error.message) } };
    },
    listen: (listener) => transport.listen(listener),
  };
}
