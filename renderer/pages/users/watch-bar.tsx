import { useMemo } from 'react';
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPin, IconPinnedFilled, IconX } from '@tabler/icons-react';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/registry.ts';
import { useLatest } from '../../core/use-latest.ts';
import type { WatchList } from './use-watch-list.ts';

type Props = { list: WatchList; user: string | undefined; onPick(user: string): void };

/** The users that are watched, one press away, whoever is in view. */
export function WatchBar({ list: { users, toggle }, user, onPick }: Props) {
  if (users.length === 0) return null;
  return (
    <section className="watch-bar" aria-label="Watch list">
      <span className="muted small">Watched</span>
      <ul>
        {users.map((watched) => (
          <li key={watched} className="watched" data-in-view={watched === user || undefined}>
            <UnstyledButton
              className="watched-user num"
              aria-current={watched === user ? 'true' : undefined}
              onClick={() => onPick(watched)}
            >
              {watched}
            </UnstyledButton>
            <ActionIcon size={24} aria-label={`Take ${watched} off the watch list`} onClick={() => toggle(watched)}>
              <IconX size={13} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Keeps the user in view on the watch list, or takes them off it; the keyboard has `p`. */
export function WatchButton({ list: { users, toggle }, user }: { list: WatchList; user: string }) {
  const isWatched = users.includes(user);
  const press = useLatest(() => toggle(user));
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'users.watch',
        title: isWatched ? `Take ${user} off the watch list` : `Pin ${user} to the watch list`,
        group: 'Run',
        keys: 'p',
        icon: <IconPin size={16} stroke={1.7} aria-hidden />,
        run: () => press()(),
      },
    ],
    [isWatched, user, press],
  );
  useCommands(commands);
  const Icon = isWatched ? IconPinnedFilled : IconPin;
  return (
    <Tooltip label={isWatched ? 'Take off the watch list (p)' : 'Pin to the watch list (p)'}>
      <ActionIcon
        size={30}
        variant="default"
        aria-label="On the watch list"
        aria-pressed={isWatched}
        onClick={() => toggle(user)}
      >
        <Icon size={15} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
