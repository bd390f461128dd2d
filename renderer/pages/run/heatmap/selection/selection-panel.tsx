import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconTable, IconUsersPlus, IconX } from '@tabler/icons-react';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { SaveButton } from '../../../../parts/save-button.tsx';
import { formatFigure } from '../../../../text/number.ts';
import { plural } from '../../../../text/plural.ts';
import type { Selection } from '../../heatmap-search.ts';
import { sides } from '../cell-text.ts';
import type { WindowAsk } from '../window-query.ts';
import { GroupDialog } from './group-dialog.tsx';
import { selectionFigures } from './selection-figures.ts';
import { sizeOf } from './brush.ts';
import { SelectionTable } from './selection-table.tsx';
import { useSelectionWindow } from './use-selection-window.ts';

type Props = {
  ask: Omit<WindowAsk, 'r0' | 'r1' | 'c0' | 'c1'>;
  info: MatrixInfo;
  selection: Selection;
  onClear(): void;
};

/** What is selected, in figures; as a table, as a file, and its users as a group. */
export function SelectionPanel({ ask, info, selection, onClear }: Props) {
  const [opened, setOpened] = useState<'table' | 'group' | null>(null);
  const { data } = useSelectionWindow(ask, selection);
  const { rows, cols } = sizeOf(selection);
  const side = sides(info.kind);
  const figures = data && selectionFigures(data);
  const close = () => setOpened(null);
  return (
    <section aria-label="Selection">
      <div className="selection-head">
        <h3>Selection</h3>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={onClear}
        >
          Clear
        </Button>
      </div>
      <p className="num">
        {plural(rows, side.row)} × {plural(cols, side.col)}
      </p>
      <p className="small muted num">
        {!figures
          ? 'Reading…'
          : figures.pairs === 0
            ? 'no pair with data'
            : `mean ${formatFigure(figures.mean)}, greatest ${formatFigure(figures.max)}, ${plural(figures.pairs, 'pair')}`}
      </p>
      <div className="selection-actions">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconTable size={14} aria-hidden />}
          onClick={() => setOpened('table')}
        >
          Table
        </Button>
        {info.kind !== 'item_similarity_matrix' && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconUsersPlus size={14} aria-hidden />}
            onClick={() => setOpened('group')}
          >
            Make group
          </Button>
        )}
        <SaveButton
          path="matrix"
          query={{ ...textOf({ ...ask, ...selection }), h: '400', w: '400' }}
          name="selection.csv"
          text="CSV"
          label="Save the selection as CSV"
        />
      </div>
      {opened === 'table' && data && <SelectionTable drawn={data} info={info} onClose={close} />}
      {opened === 'group' && <GroupDialog ask={ask} info={info} selection={selection} onClose={close} />}
    </section>
  );
}

/** Numbers as an address has them. */
const textOf = (query: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
