import { useState } from 'react';
import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useKind } from '../../core/kind.ts';
import type { Field } from './fields.ts';
import { SearchDialog, SearchExamples } from './search-dialog.tsx';
import { firstExamples } from './search-guide.ts';

/** The search language by example, with the names that these runs have, and the way to all of it. */
export function FilterHelp({ fields, onTry }: { fields: readonly Field[]; onTry(text: string): void }) {
  const kind = useKind();
  const [isOpen, setOpen] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const tryIt = (text: string) => {
    onTry(text);
    setOpen(false);
    setWhole(false);
  };
  const names = fields
    .filter((field) => field.kind === 'param' || field.kind === 'metric')
    .map((field) => field.id.replace(/^\w+\./, ''));
  return (
    <>
      <Popover
        opened={isOpen}
        onChange={setOpen}
        position="bottom-end"
        width={500}
        withArrow
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <ActionIcon size={24} aria-label="How to filter" onClick={() => setOpen(!isOpen)}>
            <IconHelpCircle size={16} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label="How to filter" className="filter-help">
          <SearchExamples examples={firstExamples(kind)} onTry={tryIt} />
          {names.length > 0 && (
            <p className="small">
              <span className="muted">Names here: </span>
              {names.slice(0, 40).join(', ')}
            </p>
          )}
          <Button
            variant="light"
            size="compact-sm"
            mt="sm"
            onClick={() => {
              setOpen(false);
              setWhole(true);
            }}
          >
            All of the search language
          </Button>
        </Popover.Dropdown>
      </Popover>
      <SearchDialog kind={kind} opened={isWhole} onClose={() => setWhole(false)} onTry={tryIt} />
    </>
  );
}
