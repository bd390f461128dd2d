import { Button } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { IconDatabase } from '@tabler/icons-react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { formFields } from '../../components/schema-form/form-fields.ts';
import type { OutputOf } from '../../core/calls.ts';
import { useCall } from '../../core/use-call.ts';
import { useKind } from '../../core/kind.ts';
import { QueryTrain } from '../queries/train/query-train.tsx';
import { useTrainBaselines } from '../../parts/use-train-baselines.ts';
import { CopyRun } from './copy-run.tsx';
import { emptyForm, formOfRun, type TrainForm } from './train-form.ts';
import { TrainEditor } from './train-editor.tsx';

/** A new run of the kind in view. */
export function TrainPage() {
  return useKind() === 'recommender' ? <TrainRecommender /> : <QueryTrain />;
}

/** A new run, or several that differ in their seed. */
function TrainRecommender() {
  const datasets = useCall('datasets.list', {});
  const algorithms = useCall('algorithms.list', {});
  return (
    <Page
      title="Train"
      actions={
        datasets.data?.[0] && (
          <>
            <CopyRun />
            <Baselines datasets={datasets.data} />
          </>
        )
      }
    >
      <Answer query={datasets} what="the list of datasets">
        {(known) =>
          known.length === 0 ? (
            <NoData />
          ) : (
            <Answer query={algorithms} what="the list of algorithms">
              {(offered) => <WithStart datasets={known} algorithms={offered} />}
            </Answer>
          )
        }
      </Answer>
    </Page>
  );
}

type Props = { datasets: readonly Dataset[]; algorithms: OutputOf<'algorithms.list'> };

/** Waits for the run whose settings were asked for, then starts the form with them. */
function WithStart({ datasets, algorithms }: Props) {
  const search = useSearch({ from: '/train' });
  const from = useCall('runs.show', { run: search.from ?? '' }, { enabled: search.from !== undefined });
  const wanted = datasets.find(({ id, name }) => id === search.dataset || name === search.dataset) ?? newest(datasets);
  const start: TrainForm = {
    ...emptyForm,
    dataset: wanted?.id ?? '',
    algorithm: search.algorithm ?? 'user_knn',
    split: search.split ?? emptyForm.split,
    testShare: search.held_out ?? emptyForm.testShare,
    validation: search.validation ?? emptyForm.validation,
  };
  if (!search.from) return <TrainEditor datasets={datasets} algorithms={algorithms} start={start} />;
  return (
    <Answer query={from} what={`run ${search.from}`}>
      {(run) => {
        const schema = algorithms.find((algorithm) => algorithm.name === run.algorithm)?.schema ?? {};
        const keys = formFields(schema).map((field) => field.name);
        return <TrainEditor key={run.id} datasets={datasets} algorithms={algorithms} start={formOfRun(run, keys)} />;
      }}
    </Answer>
  );
}

const newest = (datasets: readonly Dataset[]) => datasets.toSorted((a, b) => b.created_at - a.created_at)[0];

function Baselines({ datasets }: { datasets: readonly Dataset[] }) {
  const search = useSearch({ from: '/train' });
  const baselines = useTrainBaselines();
  const dataset = datasets.find(({ id }) => id === search.dataset) ?? newest(datasets);
  return (
    <Button
      variant="default"
      loading={baselines.isPending}
      onClick={() => dataset && baselines.mutate(dataset.id)}
      title={`Popularity and user-kNN with 20 neighbours on ${dataset?.name ?? ''}`}
    >
      Train two baselines
    </Button>
  );
}

function NoData() {
  return (
    <Empty
      icon={<IconDatabase size={28} aria-hidden />}
      title="There is nothing to train on yet."
      actions={<LinkButton to="/">Open the sample or import a file</LinkButton>}
    >
      A run needs a dataset: interactions of users with items.
    </Empty>
  );
}
