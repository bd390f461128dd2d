import { Modal } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../components/answer.tsx';
import { useCall } from '../../core/use-call.ts';
import { CreateForm } from './create-form.tsx';

type Props = { source: string | undefined; onClose(): void; onMade(dataset: Dataset): void };

/** A new dataset from any source that the core knows. */
export function CreateDialog({ source, onClose, onMade }: Props) {
  const sources = useCall('sources.list', {}, { enabled: source !== undefined });
  return (
    <Modal opened={source !== undefined} onClose={onClose} title="New dataset" size={640}>
      <Answer query={sources} what="the list of sources">
        {(known) => <CreateForm sources={known} start={source ?? ''} onMade={onMade} />}
      </Answer>
    </Modal>
  );
}
