import {
  IconBroadcast,
  IconDatabase,
  IconGitCompare,
  IconHome,
  IconLayoutGrid,
  IconPlayerPlay,
  IconTable,
  IconUserSearch,
} from '@tabler/icons-react';

/** The eight places of the workbench, in the order of work. `keys` is the second stroke after `g`. */
export const places = [
  { to: '/', title: 'Home', keys: 'h', icon: IconHome },
  { to: '/data', title: 'Data', keys: 'd', icon: IconDatabase },
  { to: '/studio', title: 'Studio', keys: 's', icon: IconLayoutGrid },
  { to: '/train', title: 'Train', keys: 't', icon: IconPlayerPlay },
  { to: '/runs', title: 'Runs', keys: 'r', icon: IconTable },
  { to: '/compare', title: 'Compare', keys: 'c', icon: IconGitCompare },
  { to: '/users', title: 'Users', keys: 'u', icon: IconUserSearch },
  { to: '/serving', title: 'Serving', keys: 'v', icon: IconBroadcast },
] as const;
