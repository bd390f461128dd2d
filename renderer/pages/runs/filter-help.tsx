import { ActionIcon, Popover } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { Field } from './fields.ts';

const examples = [
  ['userknn 50', 'words in the name, the algorithm or a tag, however their parts are joined'],
  ['/knn.*shrink/', 'a regular expression; name:/^a/ for one text alone'],
  ['algo:userknn dataset:six-groups', 'words in one text'],
  ['ndcg@10 > 0.3', 'a metric; NaN with = NaN, no value with is null'],
  ['n_neighbors >= 20 and n_neighbors <= 80', 'a parameter'],
  ['algorithm in ("user_knn", "item_knn")', 'one of several'],
  ['status = "FINISHED" and not dataset = "ml1m"', 'with and, or, not, parentheses'],
] as const;

/** The search language by example, with the names that these runs have. */
export function FilterHelp({ fields }: { fields: readonly Field[] }) {
  const names = fields
    .filter((field) => field.kind === 'param' || field.kind === 'metric')
    .map((field) => field.id.replace(/^\w+\./, ''));
  return (
    <Popover position="bottom-end" width={420} withArrow shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon size={24} aria-label="How to filter">
          <IconHelpCircle size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="How to filter" className="filter-help">
        <dl>
          {examples.map(([text, meaning]) => (
            <div key={text}>
              <dt>
                <code>{text}</code>
              </dt>
              <dd className="muted small">{meaning}</dd>
            </div>
          ))}
        </dl>
        {names.length > 0 && (
          <p className="small">
            <span className="muted">Names here: </span>
            {names.slice(0, 40).join(', ')}
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
