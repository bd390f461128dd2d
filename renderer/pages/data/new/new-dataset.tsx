import { SegmentedControl } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import type { OutputOf } from '../../../core/calls.ts';
import { useCall } from '../../../core/use-call.ts';
import { FileSource } from './file-source.tsx';
import { DemoButton } from '../connections/demo-button.tsx';
import { ConnectionSource } from './connection-source.tsx';
import { DatabaseSource } from './database-source.tsx';
import { SyntheticSource } from './synthetic-source.tsx';
import './new-dataset.css';

type Props = {
  source: string;
  /** The address of a file, or the id of a connection. */
  from: string | undefined;
  onSource(source: string): void;
  onFrom(from: string | undefined): void;
  onMade(dataset: Dataset): void;
};

/** What people have most often comes first. */
const order = ['file', 'postgres'];
const placeOf = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);

/** From a source to a version, step by step; every step shows what it found. */
export function NewDataset(props: Props) {
  const sources = useCall('sources.list', {});
  return (
    <Answer query={sources} what="the list of sources">
      {(known) => <Steps known={known.toSorted((a, b) => placeOf(a.name) - placeOf(b.name))} {...props} />}
    </Answer>
  );
}

function Steps({ known, source, from, onSource, onFrom, onMade }: Props & { known: OutputOf<'sources.list'> }) {
  const chosen = known.find(({ name }) => name === source) ?? known[0];
  return (
    <div className="new-dataset">
      <SegmentedControl
        className="new-sources"
        aria-label="Source"
        data={known.map(({ name, title }) => ({ value: name, label: title }))}
        value={chosen?.name ?? ''}
        onChange={onSource}
      />
      {chosen?.name === 'file' && <FileSource address={from} onAddress={onFrom} onMade={onMade} />}
      {chosen?.name === 'postgres' && (
        <ConnectionSource chosen={from} onChosen={onFrom} others={<DemoButton onMade={onMade} />}>
          {(connection) => <DatabaseSource connection={connection} onMade={onMade} />}
        </ConnectionSource>
      )}
      {chosen?.name.startsWith('synthetic:') && <SyntheticSource key={chosen.name} source={chosen} onMade={onMade} />}
    </div>
  );
}
