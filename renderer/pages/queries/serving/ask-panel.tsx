import { useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { featureNames, type QueryFeatures } from '#shared/domain/query-features.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import { Failure } from '../../../components/failure.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useCommand } from '../../../core/use-command.ts';
import { ExplainForm } from './explain-form.tsx';
import { FeatureFields } from './feature-fields.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { PredictionAnswer } from './prediction-answer.tsx';
import { useSampleFeatures } from './use-sample-features.ts';

type Way = 'sql' | 'features';
type Props = {
  version: ModelVersion;
  /** Of the API; null where it does not run. */
  address: string | null;
};

const unknown = Object.fromEntries(featureNames.map((name) => [name, null])) as QueryFeatures;

/** How long a query will take: from its text, which is explained and never run, or from its features. */
export function AskPanel({ version, address }: Props) {
  const [way, setWay] = useState<Way>('features');
  const [typed, setTyped] = useState<QueryFeatures | null>(null);
  const sample = useSampleFeatures(version.dataset);
  const features = typed ?? sample ?? unknown;
  const explain = useCommand('performance.explain');
  const predict = useCommand('performance.predict');
  const ask = (of: QueryFeatures) => predict.mutate({ run: version.run.id, query: { features: of } });
  const error = explain.error ?? predict.error;
  return (
    <Panel title="Ask for one prediction" aside={version.model_version}>
      <div className="ask">
        <SegmentedControl
          aria-label="What is known of the query"
          value={way}
          data={[
            { value: 'features', label: 'Features' },
            { value: 'sql', label: 'SQL text' },
          ]}
          onChange={(value) => setWay(value === 'sql' ? 'sql' : 'features')}
        />
        {way === 'sql' ? (
          <ExplainForm
            isPending={explain.isPending || predict.isPending}
            onAsk={(asked) =>
              explain.mutate(asked, {
                onSuccess: (plan) => {
                  setTyped(plan.features);
                  ask(plan.features);
                },
              })
            }
          />
        ) : (
          <form
            className="ask"
            onSubmit={(event) => {
              event.preventDefault();
              ask(features);
            }}
          >
            <FeatureFields features={features} onChange={setTyped} />
            <div className="ask-foot">
              <span className="muted small">
                {typed === null && sample ? 'As the slowest sample of the training data has them.' : ''}
              </span>
              <Button type="submit" loading={predict.isPending} leftSection={<IconSend size={14} aria-hidden />}>
                Ask
              </Button>
            </div>
          </form>
        )}
        {error && <Failure compact error={error} context="asking for a prediction" />}
        {predict.data && !error && <PredictionAnswer answer={predict.data} address={address} />}
        {way === 'sql' && explain.data && !explain.error && <PlanSteps plan={explain.data} />}
      </div>
    </Panel>
  );
}
