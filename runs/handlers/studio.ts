import type { Handlers } from '#shared/api/rpc.ts';
import type { CoreContext } from './context.ts';

export const studioHandlers = ({ previews }: CoreContext): Handlers['studio'] => ({
  preview: (task) => previews.groups(task),
});
