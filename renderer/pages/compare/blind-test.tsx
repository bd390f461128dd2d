import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import { Answer } from '../../components/answer.tsx';
import { useCall } from '../../core/use-call.ts';
import { BlindPick } from './blind-pick.tsx';
import { BlindVerdict } from './blind-verdict.tsx';
import { blindSides, type Pick } from './blind-picks.ts';

type Props = { a: Run; b: Run; k: number };

/** Users of a test. */
const asked = 10;

/** Which lists are better, judged without knowing whose they are. */
export function BlindTest(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="subtle" leftSection={<IconEyeOff size={15} aria-hidden />} onClick={() => setOpen(true)}>
        Blind test…
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Blind test" size="xl">
        {isOpen && <Test {...props} onClose={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function Test({ a, b, k, onClose }: Props & { onClose(): void }) {
  const users = useCall('lists.sample', { a: a.id, b: b.id, k, users: asked });
  const [picks, setPicks] = useState<Pick[]>([]);
  return (
    <Answer query={users} what="users for a blind test">
      {(found) => {
        const user = found[picks.length];
        if (found.length === 0) return <p className="muted">Both runs give every user the same list.</p>;
        if (!user) return <BlindVerdict a={a} b={b} picks={picks} onClose={onClose} />;
        const [left, right] = blindSides(user.user) === 'straight' ? [a, b] : [b, a];
        return (
          <BlindPick
            key={user.user}
            user={user}
            place={picks.length + 1}
            of={found.length}
            left={left.id}
            right={right.id}
            k={k}
            onPick={(side) => {
              const better = side === 'same' ? null : side === 'left' ? left : right;
              setPicks([...picks, better === null ? 'same' : better.id === a.id ? 'a' : 'b']);
            }}
          />
        );
      }}
    </Answer>
  );
}
