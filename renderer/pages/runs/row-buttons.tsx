import { IconEye, IconEyeOff, IconPin, IconPinnedFilled } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import { runSelection, useRunSelection } from '../../core/run-selection.ts';
import { selectWithUndo } from '../../core/select-with-undo.ts';

type Props = { run: Pick<Run, 'id' | 'number'> };

/** Takes a run out of the charts and back; the keyboard has `h`. */
export function HideButton({ run: { id, number } }: Props) {
  const isHidden = useRunSelection(({ hidden }) => hidden.includes(id));
  const Icon = isHidden ? IconEyeOff : IconEye;
  const title = isHidden ? `Show run ${number} in charts` : `Hide run ${number} in charts`;
  return (
    <button
      type="button"
      tabIndex={-1}
      className="row-button"
      data-quiet={!isHidden || undefined}
      data-hidden-run={isHidden || undefined}
      aria-label={title}
      title={`${title} (h)`}
      onClick={() => selectWithUndo(isHidden ? 'show a run' : 'hide a run', () => runSelection.toggleHidden(id))}
    >
      <Icon size={15} stroke={1.7} aria-hidden />
    </button>
  );
}

/** Keeps a run at the top of the table; the keyboard has `p`. */
export function PinButton({ run: { id, number } }: Props) {
  const isPinned = useRunSelection(({ pinned }) => pinned.includes(id));
  const Icon = isPinned ? IconPinnedFilled : IconPin;
  const title = isPinned ? `Unpin run ${number}` : `Pin run ${number} to the top`;
  return (
    <button
      type="button"
      tabIndex={-1}
      className="row-button"
      data-quiet={!isPinned || undefined}
      aria-label={title}
      title={`${title} (p)`}
      onClick={() => selectWithUndo(isPinned ? 'unpin a run' : 'pin a run', () => runSelection.togglePinned(id))}
    >
      <Icon size={15} stroke={1.7} aria-hidden />
    </button>
  );
}
