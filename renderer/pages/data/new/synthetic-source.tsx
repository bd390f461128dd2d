import { useState } from 'react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Panel } from '../../../components/panel.tsx';
import { TextLink } from '../../../components/text-link.tsx';
import type { Json } from '../../../components/schema-form/form-fields.ts';
import { SchemaForm } from '../../../components/schema-form/schema-form.tsx';
import type { OutputOf } from '../../../core/calls.ts';
import { CreatePanel } from './create-panel.tsx';

type Props = { source: OutputOf<'sources.list'>[number]; onMade(dataset: Dataset): void };

/** Made-up interactions, by the form that the source describes. */
export function SyntheticSource({ source, onMade }: Props) {
  const [options, setOptions] = useState<Record<string, Json>>({});
  return (
    <>
      <Panel title="What is made">
        <p className="muted source-about">
          {source.description}
          {source.name === 'synthetic:groups' && (
            <>
              {' '}
              <TextLink to="/studio">Edit them in the Studio</TextLink>, which shows what comes out.
            </>
          )}
        </p>
        <SchemaForm schema={source.schema} values={options} onChange={setOptions} />
      </Panel>
      <CreatePanel
        source={source.name}
        options={options}
        types={[]}
        suggested={source.name.split(':')[1] ?? source.name}
        isReady
        onMade={onMade}
      />
    </>
  );
}
