/** Text and lines of a picture on white; all pass WCAG's contrast of 4.5. */
export const ink = { title: '#1b222b', text: '#39424e', note: '#5a6573' } as const;

/** Bars of the activity tracks. */
export const activityColour = '#8b97a8';
