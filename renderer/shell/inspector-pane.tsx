import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { scrollable } from '../components/scrollable.ts';
import { setInspectorPlace } from '../components/inspector.tsx';
import { useStored } from '../core/stored-state.ts';

export const useInspectorOpen = () => useStored('inspector', false);

/** The column at the right that pages fill through `Inspector`. */
export function InspectorPane() {
  const [isOpen, setOpen] = useInspectorOpen();
  if (!isOpen) return null;
  return (
    <aside className="inspector" aria-label="Inspector">
      <header className="inspector-head">
        <h2>Inspector</h2>
        <ActionIcon size={24} aria-label="Close the inspector" onClick={() => setOpen(false)}>
          <IconX size={15} stroke={1.7} aria-hidden />
        </ActionIcon>
      </header>
      <div className="inspector-body" ref={setInspectorPlace} {...scrollable('Selection')} />
      <p className="inspector-empty muted">Select something on the page: what is known of it is shown here.</p>
    </aside>
  );
}
