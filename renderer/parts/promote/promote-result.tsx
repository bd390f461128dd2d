import { Button } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { Failure } from '../../components/failure.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { useFocusWhen } from '../../core/use-focus-when.ts';
import { useApiSwitch } from '../use-api-switch.ts';
import { answersWith } from '../follow-registry.ts';
import { closePromote } from './promote-store.ts';
import type { Promoted } from './use-promote.ts';

/** What is live now and where it answers. */
export function PromoteResult({ promoted: { version, serving, servingError } }: { promoted: Promoted }) {
  const api = useApiSwitch();
  const first = useFocusWhen<HTMLAnchorElement>(true);
  const isServed = serving !== null && answersWith(serving, version.model_version);
  return (
    <div className="promote">
      <output className="promote-done">
        <IconCircleCheckFilled size={22} className="good" aria-hidden />
        <span>
          <strong>
            {version.model} v{version.version} is live.
          </strong>{' '}
          {isServed
            ? `The API at ${serving.address} answers with it.`
            : servingError === null && 'The serving API does not run; start it on the Serving page.'}
        </span>
      </output>
      {servingError && (
        <Failure
          compact
          error={servingError}
          context={`serving ${version.model_version}`}
          onRetry={() => api.start(version.model)}
        />
      )}
      <div className="promote-foot">
        <Button variant="default" onClick={closePromote}>
          Close
        </Button>
        <LinkButton to="/serving" search={{ model: version.model }} onClick={closePromote} ref={first}>
          Open Serving
        </LinkButton>
      </div>
    </div>
  );
}
