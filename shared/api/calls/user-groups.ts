import { z } from 'zod';
import { UserGroup } from '#shared/domain/user-group.ts';
import { Ref, call } from './call.ts';

/** Groups of users that somebody made, such as a selection in a heatmap; metrics are sliced by them. */
export const userGroups = {
  list: call(z.strictObject({ dataset: Ref }), z.array(UserGroup)),
  save: call(UserGroup.pick({ name: true, users: true, origin: true }).extend({ dataset: Ref }).strict(), UserGroup),
  delete: call(z.strictObject({ group: Ref }), z.object({ deleted: UserGroup })),
};
