import type { Kysely } from 'kysely';
import * as tracking from './migrations/0001-tracking.ts';
import * as registry from './migrations/0002-registry.ts';
import * as connections from './migrations/0003-connections.ts';
import * as views from './migrations/0004-views.ts';
import * as retraining from './migrations/0005-retraining.ts';
import * as userGroups from './migrations/0006-user-groups.ts';
import * as sweeps from './migrations/0007-sweeps.ts';
import * as deletedDatasets from './migrations/0008-deleted-datasets.ts';
import * as kinds from './migrations/0009-kinds.ts';
import * as viewsOfKinds from './migrations/0010-views-of-kinds.ts';

/** One step of the schema. `up` runs in one transaction together with its version, so it happens as a whole or not at all. */
export type Migration = { version: number; name: string; up(db: Kysely<unknown>): Promise<void> };

/** Every step ever released, in order; a released one is never edited. */
export const migrations: readonly Migration[] = [
  { version: 1, name: '0001-tracking', up: tracking.up },
  { version: 2, name: '0002-registry', up: registry.up },
  { version: 3, name: '0003-connections', up: connections.up },
  { version: 4, name: '0004-views', up: views.up },
  { version: 5, name: '0005-retraining', up: retraining.up },
  { version: 6, name: '0006-user-groups', up: userGroups.up },
  { version: 7, name: '0007-sweeps', up: sweeps.up },
  { version: 8, name: '0008-deleted-datasets', up: deletedDatasets.up },
  { version: 9, name: '0009-kinds', up: kinds.up },
  { version: 10, name: '0010-views-of-kinds', up: viewsOfKinds.up },
];

/** The schema that this program writes: SQLite's `user_version`. */
export const schemaVersion = migrations.length;
