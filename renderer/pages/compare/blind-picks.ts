/** Whose list was found better for one user. */
export type Pick = 'a' | 'b' | 'same';

/** Which way round the lists of a user stand: by the id alone, so that nothing on the page tells. */
export function blindSides(user: string): 'straight' | 'crossed' {
  let hash = 0x811c9dc5;
  for (const character of user) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return ((hash >>> 16) & 1) === 0 ? 'straight' : 'crossed';
}

export function countPicks(picks: readonly Pick[]): Record<Pick, number> {
  const of = (wanted: Pick) => picks.filter((pick) => pick === wanted).length;
  return { a: of('a'), b: of('b'), same: of('same') };
}

/** What is kept with a run: `better for 6, worse for 3, equal for 1 of 10 users than run 2`. */
export function verdictTag(better: number, worse: number, same: number, other: number): string {
  return `better for ${better}, worse for ${worse}, equal for ${same} of ${better + worse + same} users than run ${other}`;
}
