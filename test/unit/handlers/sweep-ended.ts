import type { Client } from '#shared/api/rpc.ts';
import type { Sweep } from '#shared/domain/sweep.ts';
import { until } from '../../support/until.ts';

/** Many runs, on a machine that may be busy. */
export const sweepLimit = 170_000;

/** The sweep once it has ended. */
export const sweepEnded = (client: Client, id: string): Promise<Sweep> =>
  until(
    'the sweep to end',
    async () => {
      const sweep = await client.sweeps.show({ sweep: id });
      return sweep.status === 'RUNNING' ? null : sweep;
    },
    sweepLimit,
  );
