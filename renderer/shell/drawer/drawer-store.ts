import { useStored } from '../../core/stored-state.ts';

export const drawerParts = ['jobs', 'log', 'notices'] as const;
export type DrawerPart = (typeof drawerParts)[number];

/** Which part of the drawer is open; null where it is closed. */
export const useDrawer = () => useStored<DrawerPart | null>('drawer', null);
