import type { ReactNode } from 'react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Facts } from '../../components/facts.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { SaveButton } from '../../parts/save-button.tsx';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { plural } from '../../text/plural.ts';
import { Checks } from './checks.tsx';
import { datasetFacts } from './dataset-facts.ts';
import { DeleteDataset } from './delete-dataset.tsx';
import { Distribution } from './distribution.tsx';
import { DroppedRows } from './dropped-rows.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { Lineage } from './lineage.tsx';
import { RecipeText } from './recipe-text.tsx';
import { RefreshDataset } from './refresh-dataset.tsx';
import { SplitSizes } from './split-sizes.tsx';
import { TypeMix } from './type-mix.tsx';

/** Facts that have a picture or a sentence of their own here. */
const elsewhere: readonly string[] = ['Types', 'Look-ahead', 'Cold users'];

type Props = { dataset: Dataset; known: readonly Dataset[]; onChoose(dataset: Dataset): void; actions?: ReactNode };

/** One version: where it came from, what used it, how it is distributed, what is worth knowing of it, and how it would be split. */
export function DatasetDetails({ dataset, known, onChoose, actions }: Props) {
  const { fingerprint, profile, recipe } = dataset;
  return (
    <Panel
      title={`${dataset.name} v${dataset.version}`}
      aside={
        <>
          {actions}
          <RefreshDataset dataset={dataset} onMade={onChoose} />
          <ExportButtons dataset={dataset} />
          <DeleteDataset dataset={dataset} />
          {recipe.source === 'synthetic:groups' && (
            <LinkButton to="/studio" search={{ from: dataset.id }} size="compact-xs" variant="default">
              Open in Studio
            </LinkButton>
          )}
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
            ...datasetFacts(dataset).filter(([term]) => !elsewhere.includes(term)),
          ]}
        />
        <div className="data-shapes">
          <TypeMix types={profile.types} />
          <Distribution histogram={profile.activity} unit="user" />
          <Distribution histogram={profile.popularity} unit="item" />
        </div>
        <Checks profile={profile} />
        <SplitSizes key={dataset.id} dataset={dataset} />
        <Lineage dataset={dataset} known={known} sizeOf={({ interactions }) => plural(interactions, 'interaction')} />
        <DroppedRows
          dropped={profile.dropped}
          aside={
            profile.rejected && (
              <SaveButton
                path="rejected"
                query={{ dataset: dataset.id }}
                name={`${dataset.name}-v${dataset.version}-left-out.csv`}
                text="Rows"
                label="Download the rows that were left out"
              />
            )
          }
        />
        <RecipeText recipe={recipe} />
      </div>
    </Panel>
  );
}
