import { KindredError } from '#shared/api/errors.ts';
import { growableUint8 } from './growable-column.ts';
import type { SourceData } from './source.ts';

const maxTypes = 255;

/** Collects the interaction type of each row, one byte a row. */
export type TypeColumn = {
  add(type: string): void;
  finish(): Pick<SourceData, 'types' | 'events'>;
};

/** @throws KindredError invalid_input at the 256th different type: that column is hardly the type */
export function createTypeColumn(): TypeColumn {
  const places = new Map<string, number>();
  const counts: number[] = [];
  const column = growableUint8();
  return {
    add(type) {
      let place = places.get(type);
      if (place === undefined) {
        place = places.size;
        if (place === maxTypes) throw tooMany(type);
        places.set(type, place);
        counts.push(0);
      }
      counts[place]! += 1;
      column.push(place);
    },
    finish() {
      const typeNames = [...places.keys()].sort();
      const rank = Uint8Array.from(places.keys(), (name) => typeNames.indexOf(name));
      return {
        types: Object.fromEntries([...places].map(([name, place]) => [name, counts[place]!])),
        events: { typeNames, types: column.finish().map((place) => rank[place]!), details: null },
      };
    },
  };
}

const tooMany = (type: string) =>
  new KindredError(
    'invalid_input',
    `The data has more than ${maxTypes} different interaction types, among them "${type.slice(0, 60)}". Is the right column the type (--set type=COLUMN, empty for none)?`,
  );
