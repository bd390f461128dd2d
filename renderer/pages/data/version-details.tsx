import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { DatasetIdentity, Dropped } from '#shared/domain/dataset.ts';
import { Facts } from '../../components/facts.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { useDeleteDataset } from '../../parts/use-dataset-actions.ts';
import { DroppedRows } from './dropped-rows.tsx';
import { Lineage } from './lineage.tsx';
import { RecipeText } from './recipe-text.tsx';

type Version = DatasetIdentity & { recipe: { source: string }; profile: { dropped: readonly Dropped[] } };

type Props<T> = {
  dataset: T;
  /** Every version of its kind. */
  known: readonly T[];
  facts: readonly (readonly [string, string])[];
  /** What stands under the facts, beside the first of the children. */
  under?: ReactNode;
  /** How large a version is, in words. */
  sizeOf(dataset: T): string;
  /** What else can be done, before and behind deleting it. */
  actions?: ReactNode;
  more?: ReactNode;
  /** Beside the number of rows that were left out. */
  leftOut?: ReactNode;
  /** What the kind of data shows of itself. */
  children: ReactNode;
};

/** What is known of one version of any kind: facts, the data itself, where it came from, what used it, and its recipe. */
export function VersionDetails<T extends Version>({
  dataset,
  known,
  facts,
  under,
  sizeOf,
  actions,
  more,
  leftOut,
  children,
}: Props<T>) {
  const remove = useDeleteDataset();
  return (
    <Panel
      title={`${dataset.name} v${dataset.version}`}
      aside={
        <>
          {actions}
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => void remove(dataset)}>
            Delete
          </Button>
          {more}
          <LinkButton to="/train" search={{ dataset: dataset.id }} size="compact-xs">
            Train on it
          </LinkButton>
        </>
      }
    >
      <div className="data-details">
        <div className="data-shapes">
          <Facts
            facts={[
              ['Fingerprint', <Fingerprint key="fingerprint" value={dataset.fingerprint} what="fingerprint" />],
              ...facts,
            ]}
          />
          {under}
        </div>
        {children}
        <Lineage dataset={dataset} known={known} sizeOf={sizeOf} />
        <DroppedRows dropped={dataset.profile.dropped} aside={leftOut} />
        <RecipeText recipe={dataset.recipe} />
      </div>
    </Panel>
  );
}
