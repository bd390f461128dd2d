import type { Random } from '#runs/matrix/random.ts';

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A UUID of version 4 from a seeded generator. */
export function randomUuid(random: Random): string {
  const byte = () => random.below(256);
  const part = (bytes: number) => Array.from({ length: bytes }, () => hex[byte()]).join('');
  const version = hex[0x40 | (byte() & 0x0f)]!;
  const variant = hex[0x80 | (byte() & 0x3f)]!;
  return `${part(4)}-${part(2)}-${version}${part(1)}-${variant}${part(1)}-${part(6)}`;
}
