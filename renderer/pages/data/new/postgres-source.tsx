import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import { useCall } from '../../../core/use-call.ts';
import { DemoButton } from '../connections/demo-button.tsx';
import { ConnectionPanel } from './connection-panel.tsx';
import { DatabaseSource } from './database-source.tsx';

type Props = {
  /** The id of the connection; the first one where none is chosen. */
  chosen: string | undefined;
  onChosen(connection: string): void;
  onMade(dataset: Dataset): void;
};

/** A saved connection, what is read through it, and the version that is made of it. */
export function PostgresSource({ chosen, onChosen, onMade }: Props) {
  const answer = useCall('connections.list', {});
  return (
    <Answer query={answer} what="the list of connections">
      {(known) => {
        const connection = known.connections.find(({ id }) => id === chosen) ?? known.connections[0];
        return (
          <>
            <ConnectionPanel known={known} connection={connection} onChosen={onChosen}>
              <DemoButton onMade={onMade} />
            </ConnectionPanel>
            {connection && <DatabaseSource key={JSON.stringify(connection)} connection={connection} onMade={onMade} />}
          </>
        );
      }}
    </Answer>
  );
}
