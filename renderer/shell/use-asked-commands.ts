import { allCommands } from '../commands/registry.ts';
import { useEvent } from '../core/use-event.ts';

/** Runs what was chosen in the application's menu. */
export function useAskedCommands(): void {
  useEvent((event) => {
    if (event.type === 'command.asked')
      allCommands()
        .find(({ id }) => id === event.id)
        ?.run();
  });
}
