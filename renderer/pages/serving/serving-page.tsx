import { useNavigate, useSearch } from '@tanstack/react-router';
import type { RegisteredModel } from '#shared/domain/model-version.ts';
import type { ServingStatus } from '#shared/domain/serving.ts';
import { Answer } from '../../components/answer.tsx';
import { Choice } from '../../components/choice.tsx';
import { Page } from '../../components/page.tsx';
import { useModels, usualModel, versionOf } from '../../parts/use-models.ts';
import { QueryServing } from '../queries/serving/query-serving.tsx';
import { ApiPanel } from './api-panel.tsx';
import { History } from './history.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { NothingLive } from './nothing-live.tsx';
import { RetrainingPanel } from './retraining-panel.tsx';
import type { ServingSearch } from './serving-search.ts';
import { Slots } from './slots.tsx';
import { TrialPanel } from './trial-panel.tsx';
import { TryItPanel } from './try-it-panel.tsx';
import { useServing } from './use-serving.ts';
import { VersionTable } from './version-table.tsx';
import './serving.css';

/** What is live, what could be, and the API that answers with it. */
export function ServingPage() {
  const search = useSearch({ from: '/serving' });
  const navigate = useNavigate({ from: '/serving' });
  const change = (part: ServingSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const models = useModels();
  const serving = useServing();
  const shown =
    models.data?.find(({ name }) => name === search.model) ?? usualModel(models.data ?? [], serving.data?.model);
  return (
    <Page
      title="Serving"
      actions={
        shown &&
        models.data &&
        models.data.length > 1 && (
          <Choice
            label="Model"
            value={shown.name}
            options={models.data.map(({ name }) => ({ value: name, label: name }))}
            onChange={(model) => change({ model })}
          />
        )
      }
    >
      <Answer query={models} what="the registered models">
        {() =>
          shown ? (
            <Answer query={serving} what="the status of the serving API">
              {(status) =>
                shown.kind === 'recommender' ? (
                  <Model model={shown} status={status} search={search} onChange={change} />
                ) : (
                  <QueryServing model={shown} status={status} />
                )
              }
            </Answer>
          ) : (
            <NothingLive />
          )
        }
      </Answer>
    </Page>
  );
}

type Props = {
  model: RegisteredModel;
  status: ServingStatus;
  search: ServingSearch;
  onChange(part: ServingSearch): void;
};

function Model({ model, status, search, onChange }: Props) {
  const isServed = status.model === model.name;
  const live = versionOf(model, 'live');
  const run = live?.imported ? undefined : live?.run.id;
  return (
    <div className="serving">
      <ApiPanel status={status} model={model} />
      <Slots model={model} status={isServed ? status : null} />
      <VersionTable model={model} />
      <div className="serving-halves">
        <TryItPanel status={status} isServed={isServed} run={run} search={search} onChange={onChange} />
        <div className="serving-column">
          {isServed && status.state === 'running' && <TrialPanel status={status} />}
          <RetrainingPanel model={model} />
          <History model={model.name} />
          <KeysPanel />
        </div>
      </div>
    </div>
  );
}
