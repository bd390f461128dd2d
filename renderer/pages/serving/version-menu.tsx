import { ActionIcon, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconDots, IconGitCompare, IconTag, IconTagOff } from '@tabler/icons-react';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import { useCommand } from '../../core/use-command.ts';
import { notifyFailure } from '../../parts/notify.tsx';

type Props = { version: ModelVersion; live: ModelVersion | undefined };
const icon = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;

/** What is done with a version less often: the alias of the candidate, and the comparison with what is live. */
export function VersionMenu({ version, live }: Props) {
  const navigate = useNavigate();
  const alias = useCommand('models.setAlias', ['models.']);
  if (live?.id === version.id) return <span className="version-no-menu" />;
  const isCandidate = version.aliases.includes('candidate');
  const setCandidate = () =>
    alias.mutate(
      { model: version.model, alias: 'candidate', version: isCandidate ? null : version.version },
      { onError: (error) => notifyFailure('The alias was not moved', error) },
    );
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon size={24} loading={alias.isPending} aria-label={`More for v${version.version}`}>
          <IconDots size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={isCandidate ? <IconTagOff {...icon} /> : <IconTag {...icon} />} onClick={setCandidate}>
          {isCandidate ? 'No longer the candidate' : 'Make it the candidate'}
        </Menu.Item>
        {live && !live.imported && !version.imported && (
          <Menu.Item
            leftSection={<IconGitCompare {...icon} />}
            onClick={() => void navigate({ to: '/compare', search: { runs: [live.run.id, version.run.id] } })}
          >
            Compare with v{live.version}, which is live
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
