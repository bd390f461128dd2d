import { Fragment, type ReactNode } from 'react';
import type { Connection } from '#shared/domain/connection.ts';
import { Answer } from '../../../components/answer.tsx';
import { useCall } from '../../../core/use-call.ts';
import { ConnectionPanel } from './connection-panel.tsx';

type Props = {
  /** The id of the connection; the first one where none is chosen. */
  chosen: string | undefined;
  onChosen(connection: string): void;
  /** Other ways to a database. */
  others?: ReactNode;
  /** What is read through it; begins anew where the connection is another one, or is changed. */
  children(connection: Connection): ReactNode;
};

/** A saved connection, and what is read through it. */
export function ConnectionSource({ chosen, onChosen, others, children }: Props) {
  const answer = useCall('connections.list', {});
  return (
    <Answer query={answer} what="the list of connections">
      {(known) => {
        const connection = known.connections.find(({ id }) => id === chosen) ?? known.connections[0];
        return (
          <>
            <ConnectionPanel known={known} connection={connection} onChosen={onChosen}>
              {others}
            </ConnectionPanel>
            {connection && <Fragment key={JSON.stringify(connection)}>{children(connection)}</Fragment>}
          </>
        );
      }}
    </Answer>
  );
}
