import { useState } from 'react';
import type { Catalogue, Connection } from '#shared/domain/connection.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import { Bones } from '../../../components/bones.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useCall } from '../../../core/use-call.ts';
import { CreatePanel } from './create-panel.tsx';
import { DatabaseReading } from './database-reading.tsx';
import { relationName, RelationChoice, type Relation } from './relation-choice.tsx';
import { typesIn } from './roles.ts';
import { mappingOf } from './preview-mapping.ts';

type Props = { connection: Connection; onMade(dataset: Dataset): void };

/** What of a database is read, which column is what, and the version that is made of it. */
export function DatabaseSource({ connection, onMade }: Props) {
  const target = { connection: connection.id };
  const catalogue = useCall('connections.catalogue', { target }, { staleTime: 0 });
  return (
    <Answer query={catalogue} what={`the tables of ${connection.name}`} waiting={<Bones rows={4} />}>
      {(found) => <Chosen connection={connection} catalogue={found} onMade={onMade} />}
    </Answer>
  );
}

function Chosen({ connection, catalogue, onMade }: Props & { catalogue: Catalogue }) {
  const [relation, setRelation] = useState<Relation | null>(catalogue.recognised[0]?.options ?? null);
  const [named, setNamed] = useState<Record<string, string>>({});
  const options = { ...relation, ...named };
  const preview = useCall(
    'connections.preview',
    { target: { connection: connection.id }, options },
    { enabled: relation !== null, placeholderData: (before) => before },
  );
  const { data, error, isPlaceholderData } = preview;
  const mapping = data && mappingOf(data);
  return (
    <>
      <Panel title="What is read">
        <RelationChoice
          catalogue={catalogue}
          relation={relation}
          onChange={(next) => {
            setRelation(next);
            setNamed({});
          }}
        />
      </Panel>
      {relation && (
        <Panel title="Columns">
          <Answer query={preview} what="the first rows" waiting={<Bones rows={10} />}>
            {(found) => <DatabaseReading found={found} onChange={(part) => setNamed(withPart(named, part))} />}
          </Answer>
        </Panel>
      )}
      {relation && data && mapping && (
        <CreatePanel
          source={`postgres:${connection.name}`}
          options={data.options}
          types={typesIn(
            data.columns.map(({ name }) => name),
            data.rows,
            mapping.type,
          )}
          suggested={relationName(relation) ?? connection.name}
          isReady={data.problem === null && error === null && !isPlaceholderData}
          onMade={onMade}
        />
      )}
    </>
  );
}

/** The options after a change; null takes one back. */
function withPart(before: Record<string, string>, part: Record<string, string | null>): Record<string, string> {
  const all = Object.entries({ ...before, ...part });
  return Object.fromEntries(all.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
