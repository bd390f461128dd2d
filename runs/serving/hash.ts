/** FNV-1a over UTF-16 units, then MurmurHash3's finaliser, so that ids that differ in one digit are far apart. 32 bits, unsigned. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number in [0, 1) that belongs to a user and an experiment: the same user always gets the same, another experiment other users. */
export const placeOf = (user: string, experiment: string): number => hashText(`${experiment}\0${user}`) / 2 ** 32;
