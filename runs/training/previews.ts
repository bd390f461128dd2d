import { Piscina } from 'piscina';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import { valueOf, type TaskReply } from '#runs/threads/task-reply.ts';

export type PreviewTask = { recipe: GroupsRecipe; weighting: Weighting };

/** A thread of the analysis' kind that is kept for previews: an editor waits for them, and a comparison may take seconds. */
export function createPreviews({ worker }: { worker: URL }) {
  const pool = new Piscina({
    filename: worker.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 300_000,
    atomics: 'disabled',
  });
  return {
    async groups(task: PreviewTask): Promise<GroupsPreview> {
      const reply: TaskReply<GroupsPreview> = await pool.run(task, { name: 'previewTask' });
      return valueOf(reply);
    },
    close: () => pool.destroy(),
  };
}

export type Previews = ReturnType<typeof createPreviews>;
