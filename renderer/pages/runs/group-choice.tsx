import { Choice } from '../../components/choice.tsx';
import type { Field } from './fields.ts';
import { spreads, type Spread } from './runs-search.ts';
import { spreadNames } from './spread-of.ts';

type Props = {
  fields: readonly Field[];
  group: string | undefined;
  spread: Spread;
  onGroup(group: string | undefined): void;
  onSpread(spread: Spread): void;
};

const none = 'none';
/** Facts that runs can be gathered by. */
const facts = ['dataset', 'algorithm', 'experiment', 'status', 'split', 'candidates'];

/** What runs are gathered by, and what stands behind ± of their means. */
export function GroupChoice({ fields, group, spread, onGroup, onSpread }: Props) {
  const chosen = fields.filter(
    ({ id, kind, differs }) => id === group || (differs && (kind === 'param' || kind === 'tag' || facts.includes(id))),
  );
  const options = [
    { value: none, label: 'single runs' },
    { value: 'seed', label: 'all but the seed' },
    ...chosen.map(({ id, title, kind }) => ({ value: id, label: kind === 'tag' ? `tag ${title}` : title })),
  ];
  return (
    <>
      <Choice
        label="Group"
        value={group ?? none}
        options={options}
        onChange={(value) => onGroup(value === none ? undefined : value)}
      />
      {group !== undefined && (
        <Choice
          label="±"
          value={spread}
          options={spreads.map((value) => ({ value, label: spreadNames[value] }))}
          onChange={onSpread}
        />
      )}
    </>
  );
}
