/** The text with its first letter large, as a title begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
