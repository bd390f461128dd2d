import { lazy, Suspense } from 'react';
import { Modal } from '@mantine/core';
import { Bones } from '../../components/bones.tsx';
import { closePromote, usePromoteTarget } from './promote-store.ts';

const PromoteSteps = lazy(() => import('./promote-steps.tsx').then((part) => ({ default: part.PromoteSteps })));

/** Promotion, step by step; mounted once, in the shell. */
export function PromoteDialog() {
  const target = usePromoteTarget();
  return (
    <Modal opened={target !== null} onClose={closePromote} title="Promote to live" size={640}>
      {target && (
        <Suspense fallback={<Bones rows={4} />}>
          <PromoteSteps key={JSON.stringify(target)} target={target} />
        </Suspense>
      )}
    </Modal>
  );
}
