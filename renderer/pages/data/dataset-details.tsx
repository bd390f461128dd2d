import type { ReactNode } from 'react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Facts } from '../../components/facts.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { datasetFacts } from './dataset-facts.ts';
import { DeleteDataset } from './delete-dataset.tsx';
import { Distribution } from './distribution.tsx';
import { DroppedRows } from './dropped-rows.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { Lineage } from './lineage.tsx';
import { RecipeText } from './recipe-text.tsx';

/** One version: where it came from, what used it, how it is distributed, and what was left out on reading. */
export function DatasetDetails({ dataset, actions }: { dataset: Dataset; actions?: ReactNode }) {
  const { fingerprint, profile, recipe } = dataset;
  return (
    <Panel
      title={`${dataset.name} v${dataset.version}`}
      aside={
        <>
          {actions}
          <ExportButtons dataset={dataset} />
          <DeleteDataset dataset={dataset} />
          <LinkButton to="/train" search={{ dataset: dataset.id }} size="compact-xs">
            Train on it
          </LinkButton>
        </>
      }
    >
      <div className="data-details">
        <Facts
          facts={[
            ['Fingerprint', <Fingerprint key="fingerprint" value={fingerprint} what="fingerprint" />],
            ...datasetFacts(dataset),
          ]}
        />
        <div className="data-shapes">
          <Distribution histogram={profile.activity} unit="user" />
          <Distribution histogram={profile.popularity} unit="item" />
        </div>
        <Lineage dataset={dataset} />
        <DroppedRows dataset={dataset} />
        <RecipeText recipe={recipe} />
      </div>
    </Panel>
  );
}
