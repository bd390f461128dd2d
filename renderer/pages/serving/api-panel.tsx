import { Button, CopyButton } from '@mantine/core';
import { IconCopy, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { RegisteredModel } from '#shared/domain/model-version.ts';
import type { ServingStatus } from '#shared/domain/serving.ts';
import { Panel } from '../../components/panel.tsx';
import { useKind } from '../../core/kind.ts';
import { ApiDot } from '../../parts/api-dot.tsx';
import { apiWord, formatMs } from '../../parts/api-state.ts';
import { useApiSwitch } from '../../parts/use-api-switch.ts';
import { formatCount } from '../../text/number.ts';
import { formatShortTime } from '../../text/time.ts';
import { Traffic } from './traffic.tsx';

type Props = { status: ServingStatus; model: RegisteredModel };

/** The API of this machine: whether it answers, where, how fast, and its switch. */
export function ApiPanel({ status, model }: Props) {
  const isUp = status.state === 'running';
  return (
    <Panel title="API" aside={<Switches status={status} model={model} />}>
      <div className="api">
        <State status={status} />
        {isUp && <Figures status={status} />}
      </div>
      {status.error !== null && (
        <p className="api-error bad" role="alert">
          {status.error}
        </p>
      )}
      {isUp && <Traffic points={status.points} />}
    </Panel>
  );
}

function State({ status }: { status: ServingStatus }) {
  const { word, tone } = apiWord(status);
  return (
    <p className="api-state">
      <ApiDot tone={tone} />
      <output>{word}</output>
      {status.address !== null && (
        <>
          <code>{status.address}</code>
          <CopyButton value={status.address}>
            {({ copied, copy }) => (
              <Button
                variant="subtle"
                size="compact-xs"
                leftSection={<IconCopy size={13} aria-hidden />}
                onClick={copy}
                aria-label="Copy the address of the API"
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
          <a className="text-link small" href={`${status.address}/docs`} target="_blank" rel="noreferrer">
            API docs
          </a>
        </>
      )}
      {status.state === 'stopped' && <span className="muted">Applications get no answer until it is started.</span>}
    </p>
  );
}

/** Totals since the start, latencies of the last minute. */
function Figures({ status: { latency, totals, started_at: since, pid } }: { status: ServingStatus }) {
  const kind = useKind();
  const figures = [
    ['p50', formatMs(latency.p50_ms)],
    ['p95', formatMs(latency.p95_ms)],
    ['p99', formatMs(latency.p99_ms)],
    ['Requests', formatCount(totals.requests)],
    ['Errors', formatCount(totals.errors)],
    ['Switches', formatCount(totals.swaps)],
    ...(kind === 'recommender' ? ([['Unknown users', formatCount(totals.unknown_users)]] as const) : []),
    ['Since', since === null ? '–' : formatShortTime(since)],
    ['Process', pid === null ? '–' : String(pid)],
  ] as const;
  return (
    <dl className="api-figures">
      {figures.map(([name, value]) => (
        <div key={name} data-bad={(name === 'Errors' && totals.errors > 0) || undefined}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Switches({ status: { state, model: served }, model }: Props) {
  const api = useApiSwitch();
  const isLive = model.aliases['live'] !== undefined;
  if (state === 'running' || state === 'stopping') {
    return (
      <>
        {model.kind === 'recommender' && served !== model.name && isLive && (
          <Button size="compact-xs" variant="default" loading={api.isBusy} onClick={() => api.start(model.name)}>
            Serve {model.name} instead of {served}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          loading={api.isBusy}
          disabled={state === 'stopping'}
          leftSection={<IconPlayerStop size={13} aria-hidden />}
          onClick={api.stop}
        >
          Stop
        </Button>
      </>
    );
  }
  const Icon = state === 'failed' ? IconRefresh : IconPlayerPlay;
  return (
    <Button
      size="compact-xs"
      loading={api.isBusy || state === 'starting'}
      disabled={!isLive}
      leftSection={<Icon size={13} aria-hidden />}
      onClick={() => api.start(model.name)}
    >
      {state === 'failed' ? 'Restart' : 'Start'}
    </Button>
  );
}
