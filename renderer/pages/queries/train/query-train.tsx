import { useSearch } from '@tanstack/react-router';
import { IconDatabase } from '@tabler/icons-react';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import { Empty } from '../../../components/empty.tsx';
import { LinkButton } from '../../../components/link-button.tsx';
import { Page } from '../../../components/page.tsx';
import { formFields } from '../../../components/schema-form/form-fields.ts';
import type { OutputOf } from '../../../core/calls.ts';
import { useCall } from '../../../core/use-call.ts';
import { TrainAllButton } from '../../../parts/train-all-button.tsx';
import { CopyRun } from '../../train/copy-run.tsx';
import { preparationSchema, reportSchema, splitSchema } from './form-schemas.ts';
import { emptyQueryForm, queryFormOfRun } from './query-form.ts';
import { QueryTrainEditor } from './query-train-editor.tsx';

/** A new run about query performance, or several that differ in their seed. */
export function QueryTrain() {
  const { dataset } = useSearch({ from: '/train' });
  const datasets = useCall('performance.datasets', {});
  const algorithms = useCall('performance.algorithms', {});
  const wanted = chosenOf(datasets.data ?? [], dataset);
  return (
    <Page
      title="Train"
      actions={
        wanted && (
          <>
            <CopyRun />
            <TrainAllButton dataset={wanted} variant="default" />
          </>
        )
      }
    >
      <Answer query={datasets} what="the list of datasets">
        {(known) =>
          known.length === 0 ? (
            <NoSamples />
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

const chosenOf = (datasets: readonly QueryDataset[], ref: string | undefined): QueryDataset | undefined =>
  datasets.find(({ id, name }) => id === ref || name === ref) ??
  datasets.toSorted((a, b) => b.created_at - a.created_at)[0];

type Props = { datasets: readonly QueryDataset[]; algorithms: OutputOf<'performance.algorithms'> };

/** Waits for the run whose settings were asked for, then starts the form with them. */
function WithStart({ datasets, algorithms }: Props) {
  const search = useSearch({ from: '/train' });
  const from = useCall('runs.show', { run: search.from ?? '' }, { enabled: search.from !== undefined });
  const start = {
    ...emptyQueryForm,
    dataset: chosenOf(datasets, search.dataset)?.id ?? '',
    algorithm: search.algorithm ?? algorithms[0]?.name ?? '',
  };
  if (!search.from) return <QueryTrainEditor datasets={datasets} algorithms={algorithms} start={start} />;
  return (
    <Answer query={from} what={`run ${search.from}`}>
      {(run) => {
        const schema = algorithms.find(({ name }) => name === run.algorithm)?.schema ?? {};
        const namesOf = (of: Record<string, unknown>) => formFields(of).map(({ name }) => name);
        const parts = {
          config: namesOf(schema),
          preparation: namesOf(preparationSchema),
          split: namesOf(splitSchema),
          report: namesOf(reportSchema),
        };
        return (
          <QueryTrainEditor
            key={run.id}
            datasets={datasets}
            algorithms={algorithms}
            start={queryFormOfRun(run, parts)}
          />
        );
      }}
    </Answer>
  );
}

function NoSamples() {
  return (
    <Empty
      icon={<IconDatabase size={28} aria-hidden />}
      title="There is nothing to train on yet."
      actions={
        <LinkButton to="/data" search={{ create: 'samples' }}>
          Sample a Postgres
        </LinkButton>
      }
    >
      A run needs samples: execution times of queries, and what was known of each before.
    </Empty>
  );
}
