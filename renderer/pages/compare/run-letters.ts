/** The first run is A, what the others are measured against. */
export const runLetter = (place: number): string => String.fromCharCode(65 + place);
