import type { ReactNode } from 'react';

export const commandGroups = ['Go to', 'Data', 'Runs', 'Run', 'Heatmap', 'Serving', 'View', 'Help'] as const;

/** In the palette, what can be done on this page comes before where one can go. */
export const paletteGroups: readonly Command['group'][] = [
  'Run',
  'Runs',
  'Heatmap',
  'Serving',
  'Data',
  'Go to',
  'View',
  'Help',
];

/** One thing the user can do: in the palette, on the shortcut sheet, behind its keys, and in a menu where there is one. */
export type Command = {
  id: string;
  title: string;
  group: (typeof commandGroups)[number];
  /** One stroke such as `mod+K` or `x`, or a sequence such as `g r`. */
  keys?: string;
  /** More words by which the palette finds it. */
  keywords?: string;
  icon?: ReactNode;
  /** Kept out of the palette where it only makes sense on the focused thing. */
  hidden?: boolean;
  /** How the shortcut sheet lists it, where one line stands for several; false for those it stands for. */
  listed?: { title: string; keys: string } | false;
  run(): void;
};
