import { useMemo } from 'react';
import { IconArrowBackUp, IconBroadcast, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/registry.ts';
import { useCall } from '../core/use-call.ts';
import { useLatest } from '../core/use-latest.ts';
import { openPromote } from '../parts/promote/promote-store.ts';
import { useApiSwitch } from '../parts/use-api-switch.ts';
import { useModels, usualModel, versionOf } from '../parts/use-models.ts';
import { useRollBack } from '../parts/use-roll-back.ts';

const size = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;
const group = 'Serving' as const;

/** Promotion, roll-back and the switch of the API, on every page; only what is possible now is offered. */
export function useServingCommands(): void {
  const models = useModels().data ?? [];
  const status = useCall('serving.status', {}).data;
  const api = useApiSwitch();
  const rollBack = useRollBack();
  const model = usualModel(models, status?.model);
  const [live, candidate, previous] = ['live', 'candidate', 'previous'].map((alias) => versionOf(model, alias));
  const act = useLatest({ api, rollBack: rollBack.mutate });

  const isUp = status?.state === 'running';
  const name = model?.name;
  const [promotes, candidateVersion] = [candidate?.id, candidate?.version];
  const backTo = live ? previous?.version : undefined;
  const canStart = live !== undefined && !isUp;
  const commands = useMemo<Command[]>(
    () => [
      ...(promotes === undefined
        ? []
        : [
            {
              id: 'serving.promote',
              title: `Promote ${name} v${candidateVersion} to live`,
              group,
              icon: <IconBroadcast {...size} />,
              run: () => openPromote({ version: promotes }),
            },
          ]),
      ...(name === undefined || backTo === undefined
        ? []
        : [
            {
              id: 'serving.rollback',
              title: `Roll back ${name} to v${backTo}`,
              group,
              keywords: 'undo previous live',
              icon: <IconArrowBackUp {...size} />,
              run: () => act().rollBack(name),
            },
          ]),
      ...(canStart
        ? [
            {
              id: 'serving.start',
              title: 'Start the serving API',
              group,
              icon: <IconPlayerPlay {...size} />,
              run: () => act().api.start(name),
            },
          ]
        : []),
      ...(isUp
        ? [
            {
              id: 'serving.stop',
              title: 'Stop the serving API',
              group,
              icon: <IconPlayerStop {...size} />,
              run: () => act().api.stop(),
            },
          ]
        : []),
    ],
    [promotes, candidateVersion, name, backTo, canStart, isUp, act],
  );
  useCommands(commands);
}
