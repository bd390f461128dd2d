import { useState } from 'react';
import { Button } from '@mantine/core';
import { KindredError } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import { Bones } from '../../../components/bones.tsx';
import { Failure } from '../../../components/failure.tsx';
import { Panel } from '../../../components/panel.tsx';
import type { Json } from '../../../components/schema-form/form-fields.ts';
import { useCall } from '../../../core/use-call.ts';
import { ChooseFile } from './choose-file.tsx';
import { CreatePanel } from './create-panel.tsx';
import { FileReading } from './file-reading.tsx';
import { baseName, nameOfFile } from './file-names.ts';
import { typesIn } from './roles.ts';

type Props = {
  /** `file:PATH`; undefined until one is chosen. */
  address: string | undefined;
  onAddress(address: string | undefined): void;
  onMade(dataset: Dataset): void;
};

/** A file, how it is understood, and the version that is made of it. */
export function FileSource({ address, onAddress, onMade }: Props) {
  if (address === undefined) return <ChooseFile onChosen={onAddress} />;
  return <Chosen key={address} address={address} onOther={() => onAddress(undefined)} onMade={onMade} />;
}

function Chosen({ address, onOther, onMade }: { address: string; onOther(): void; onMade(dataset: Dataset): void }) {
  const [options, setOptions] = useState<Record<string, Json>>({});
  const preview = useCall('sources.preview', { source: address, options }, { placeholderData: (before) => before });
  const other = (
    <Button variant="default" size="compact-xs" onClick={onOther}>
      Another file
    </Button>
  );
  if (preview.error && preview.data === undefined) {
    return (
      <Panel title={baseName(address)} aside={other}>
        <Failure error={preview.error} context={`the first rows of ${address}`} onRetry={() => void preview.refetch()}>
          {options['encoding'] === undefined && !isMissing(preview.error) && (
            <Button variant="default" onClick={() => setOptions({ ...options, encoding: 'latin1' })}>
              Read it as older text (Windows-1252)
            </Button>
          )}
          {Object.keys(options).length > 0 && (
            <Button variant="default" onClick={() => setOptions({})}>
              As it was found
            </Button>
          )}
        </Failure>
      </Panel>
    );
  }
  return (
    <>
      <Panel title={baseName(address)} aside={other}>
        <Answer query={preview} what={`the first rows of ${address}`} waiting={<Bones rows={10} />}>
          {(found) => (
            <FileReading found={found} options={options} onChange={(part) => setOptions({ ...options, ...part })} />
          )}
        </Answer>
      </Panel>
      {preview.data && (
        <CreatePanel
          source={address}
          options={preview.data.options}
          types={typesIn(preview.data.columns, preview.data.rows, preview.data.mapping.type)}
          suggested={nameOfFile(address)}
          isReady={preview.data.problem === null && preview.error === null && !preview.isPlaceholderData}
          onMade={onMade}
        />
      )}
    </>
  );
}

/** Reading it otherwise helps a file that is there. */
const isMissing = (error: Error): boolean => error instanceof KindredError && error.code === 'not_found';
