import type { RegisteredModel } from '#shared/domain/model-version.ts';
import type { ServingStatus } from '#shared/domain/serving.ts';
import { versionOf } from '../../../parts/use-models.ts';
import { ApiPanel } from '../../serving/api-panel.tsx';
import { History } from '../../serving/history.tsx';
import { KeysPanel } from '../../serving/keys-panel.tsx';
import { Slots } from '../../serving/slots.tsx';
import { VersionTable } from '../../serving/version-table.tsx';
import { AskPanel } from './ask-panel.tsx';
import { DriftPanel } from './drift-panel.tsx';
import '../queries.css';

/** A model of query performance: what is live, what it says of a query, and how right that turned out to be. */
export function QueryServing({ model, status }: { model: RegisteredModel; status: ServingStatus }) {
  const live = versionOf(model, 'live');
  return (
    <div className="serving">
      <ApiPanel status={status} model={model} />
      <Slots model={model} status={status} />
      <VersionTable model={model} />
      <div className="serving-halves">
        {live && <AskPanel key={live.id} version={live} address={status.address} />}
        <div className="serving-column">
          {live && <DriftPanel version={live} isUp={status.state === 'running'} />}
          <History model={model.name} />
          <KeysPanel />
        </div>
      </div>
    </div>
  );
}
