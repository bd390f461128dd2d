import { Link } from '@tanstack/react-router';
import { useCall } from '../core/use-call.ts';
import { ApiDot } from '../parts/api-dot.tsx';
import { apiWord } from '../parts/api-state.ts';

/** Whether the serving API answers, and with which version; leads to its page. */
export function ApiLink() {
  const status = useCall('serving.status', {}).data;
  if (!status) return null;
  const { word, tone } = apiWord(status);
  const live = status.versions.find(({ slot }) => slot === 'live');
  return (
    <Link to="/serving" className="status-button status-api" data-tone={tone}>
      <ApiDot tone={tone} />
      <output>{tone === 'good' && live ? `API live v${live.version}` : `API ${word.toLowerCase()}`}</output>
    </Link>
  );
}
