/** A part that scrolls by itself has to be reachable by keyboard, and to say what it is (WCAG 2.1.1). */
export const scrollable = (label: string) => ({ tabIndex: 0, 'aria-label': label }) as const;
