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

/** The eight places of the workbench with their icons. */
export const railPlaces = places.map((place) => ({ ...place, icon: icons[place.title] }));
