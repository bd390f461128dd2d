import type { ReactNode } from 'react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { SaveButton } from '../../parts/save-button.tsx';
import { plural } from '../../text/plural.ts';
import { Checks } from './checks.tsx';
import { datasetFacts } from './dataset-facts.ts';
import { Distribution } from './distribution.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { RefreshDataset } from './refresh-dataset.tsx';
import { SplitSizes } from './split-sizes.tsx';
import { TypeMix } from './type-mix.tsx';
import { VersionDetails } from './version-details.tsx';

/** Facts that have a picture or a sentence of their own here. */
const elsewhere: readonly string[] = ['Types', 'Look-ahead', 'Cold users'];

type Props = { dataset: Dataset; known: readonly Dataset[]; onChoose(dataset: Dataset): void; actions?: ReactNode };

/** One version: where it came from, what used it, how it is distributed, what is worth knowing of it, and how it would be split. */
export function DatasetDetails({ dataset, known, onChoose, actions }: Props) {
  const { profile, recipe } = dataset;
  return (
    <VersionDetails
      dataset={dataset}
      known={known}
      facts={datasetFacts(dataset).filter(([term]) => !elsewhere.includes(term))}
      sizeOf={({ interactions }) => plural(interactions, 'interaction')}
      under={<TypeMix types={profile.types} />}
      actions={
        <>
          {actions}
          <RefreshDataset dataset={dataset} onMade={onChoose} />
          <ExportButtons dataset={dataset} />
        </>
      }
      more={
        recipe.source === 'synthetic:groups' && (
          <LinkButton to="/studio" search={{ from: dataset.id }} size="compact-xs" variant="default">
            Open in Studio
          </LinkButton>
        )
      }
      leftOut={
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
    >
      <div className="data-shapes">
        <Distribution histogram={profile.activity} unit="user" />
        <Distribution histogram={profile.popularity} unit="item" />
      </div>
      <Checks profile={profile} />
      <SplitSizes key={dataset.id} dataset={dataset} />
    </VersionDetails>
  );
}
