import { IconArrowBackUp, IconBroadcast, IconPackage, IconTag, type Icon } from '@tabler/icons-react';
import type { RegistryEvent } from '#shared/domain/model-version.ts';
import { Answer } from '../../components/answer.tsx';
import { Panel } from '../../components/panel.tsx';
import { useCall } from '../../core/use-call.ts';
import { GateMarks } from '../../parts/gate-list.tsx';
import { formatShortTime, formatTime } from '../../text/time.ts';
import { eventText } from './event-text.ts';

const icons: Record<RegistryEvent['kind'], Icon> = {
  registered: IconPackage,
  promoted: IconBroadcast,
  rolled_back: IconArrowBackUp,
  alias_set: IconTag,
  alias_removed: IconTag,
};

/** Every decision about a model; nothing is ever taken out. */
export function History({ model }: { model: string }) {
  const history = useCall('models.history', { model });
  return (
    <Panel title="History" flush>
      <Answer query={history} what={`the history of ${model}`}>
        {(events) => (
          <ol className="history" aria-label="History">
            {events.map((event) => (
              <Line key={event.sequence} event={event} />
            ))}
          </ol>
        )}
      </Answer>
    </Panel>
  );
}

function Line({ event }: { event: RegistryEvent }) {
  const Glyph = icons[event.kind];
  const { note, override_reason: reason, gates, at, by } = event;
  return (
    <li className="history-line">
      <Glyph size={16} stroke={1.7} className={event.kind === 'promoted' ? 'good' : 'muted'} aria-hidden />
      <div>
        <p>
          {eventText(event)} <GateMarks gates={gates} />
        </p>
        {reason !== null && <p className="small warn">Against a gate: “{reason}”</p>}
        {note !== '' && <p className="small muted history-note">{note}</p>}
      </div>
      <p className="small muted history-when">
        {by} ·{' '}
        <time dateTime={new Date(at).toISOString()} title={formatTime(at)}>
          {formatShortTime(at)}
        </time>
      </p>
    </li>
  );
}
