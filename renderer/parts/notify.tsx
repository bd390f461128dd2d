import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { recordNotice } from '../core/notices.ts';

/** Says in passing that something is done. It is kept in the drawer. */
export function notifyDone(title: string, text: string): void {
  recordNotice({ title, text, tone: 'plain' });
  notifications.show({ title, message: text });
}

/** Says that something did not work, in the words of the core. */
export function notifyFailure(title: string, error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  recordNotice({ title, text, tone: 'bad' });
  notifications.show({ title, message: text, color: 'red' });
}

/** Says that something is done and offers to undo it while the message stands; a pointer on it lets it stand. */
export function notifyUndo(title: string, undo: () => void): void {
  recordNotice({ title, text: '', tone: 'plain' });
  const id = notifications.show({
    title,
    message: (
      <Button
        size="compact-xs"
        variant="light"
        onClick={() => {
          notifications.hide(id);
          undo();
        }}
      >
        Undo
      </Button>
    ),
  });
}
