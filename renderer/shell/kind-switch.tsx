import { useMemo } from 'react';
import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { IconCheck, IconChevronDown, IconClockBolt, IconUsersGroup, type Icon } from '@tabler/icons-react';
import { Kind } from '#shared/domain/kind.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/registry.ts';
import { useKind } from '../core/kind.ts';
import { useLatest } from '../core/use-latest.ts';
import { chooseKind } from './tabs/follow-kind.ts';

const looks: Record<Kind, { title: string; short: string; about: string; icon: Icon }> = {
  recommender: { title: 'Recommenders', short: 'Recommenders', about: 'What users will like', icon: IconUsersGroup },
  query_performance: {
    title: 'Query performance',
    short: 'Queries',
    about: 'How long Postgres queries will take',
    icon: IconClockBolt,
  },
};

/** What experiments are about. Every page shows one kind; each keeps its own open pages and selection. */
export function KindSwitch({ folded }: { folded: boolean }) {
  const kind = useKind();
  const choose = useChooseKind();
  const { title, short, icon: Glyph } = looks[kind];
  return (
    <Menu position="bottom-start" width={270} shadow="md">
      <Menu.Target>
        <Tooltip label={`Experiments: ${title}`} position="right" disabled={!folded}>
          <UnstyledButton className="rail-kind" aria-label={`Experiments: ${short}`}>
            <Glyph size={15} stroke={1.7} aria-hidden />
            <span className="rail-word">{short}</span>
            <IconChevronDown size={13} className="rail-word rail-keys" aria-hidden />
          </UnstyledButton>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Experiments</Menu.Label>
        {Kind.options.map((option) => {
          const { title: name, about, icon: Mark } = looks[option];
          return (
            <Menu.Item
              key={option}
              leftSection={<Mark size={16} stroke={1.7} aria-hidden />}
              rightSection={option === kind && <IconCheck size={14} aria-label="shown" />}
              onClick={() => choose(option)}
            >
              {name}
              <span className="muted small rail-kind-about">{about}</span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The other kinds in the palette. */
export function useKindCommands(): void {
  const kind = useKind();
  const choose = useLatest(useChooseKind());
  const commands = useMemo<Command[]>(
    () =>
      Kind.options
        .filter((option) => option !== kind)
        .map((option) => {
          const { title, icon: Glyph } = looks[option];
          return {
            id: `kind.${option}`,
            title: `Experiments: ${title}`,
            group: 'View',
            keywords: 'kind switch',
            icon: <Glyph size={16} stroke={1.7} aria-hidden />,
            run: () => choose()(option),
          };
        }),
    [kind, choose],
  );
  useCommands(commands);
}

export function useChooseKind(): (kind: Kind) => void {
  const router = useRouter();
  return (kind) => chooseKind(kind, router);
}
