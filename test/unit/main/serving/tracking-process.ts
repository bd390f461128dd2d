/** Serves from the folder that is named, reports interactions to itself without end, and tells its parent of each that was acknowledged. */
import { startServing } from '../../../support/serving.ts';

const served = await startServing({ folder: process.argv[2]! });
const run = process.pid;

async function report(worker: number): Promise<never> {
  for (let n = 0; ; n++) {
    const [user_id, post_id] = [`u${run}-${worker}`, `p${n}`];
    const { status } = await served.post('/interactions/track', { user_id, post_id, interaction_type: 'view' });
    if (status === 202) process.send!(`${user_id} ${post_id}`);
  }
}

await Promise.all([0, 1, 2, 3].map(report));
