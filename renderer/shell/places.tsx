import {
  IconBroadcast,
  IconDatabase,
  IconGitCompare,
  IconHome,
  IconLayoutGrid,
  IconPlayerPlay,
  IconTable,
  IconUserSearch,
  type Icon,
} from '@tabler/icons-react';
import type { Kind } from '#shared/domain/kind.ts';
import { places } from '#shared/domain/workbench-command.ts';

const icons: Record<(typeof places)[number]['title'], Icon> = {
  Home: IconHome,
  Data: IconDatabase,
  Studio: IconLayoutGrid,
  Train: IconPlayerPlay,
  Runs: IconTable,
  Compare: IconGitCompare,
  Users: IconUserSearch,
  Serving: IconBroadcast,
};

/** Places about users and items, which queries have none of. */
const ofRecommenders: readonly string[] = ['Studio', 'Users'];

/** The eight places of the workbench with their icons. */
export const allPlaces = places.map((place) => ({ ...place, icon: icons[place.title] }));

/** Those that a kind has. */
export const placesOf = (kind: Kind) =>
  allPlaces.filter(({ title }) => kind === 'recommender' || !ofRecommenders.includes(title));
