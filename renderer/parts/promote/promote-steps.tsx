import { useState } from 'react';
import { Button } from '@mantine/core';
import type { ModelVersion, RegisteredModel } from '#shared/domain/model-version.ts';
import { Answer } from '../../components/answer.tsx';
import { useFocusWhen } from '../../core/use-focus-when.ts';
import { useModels, versionOf } from '../use-models.ts';
import { DecideStep } from './decide-step.tsx';
import { PromoteResult } from './promote-result.tsx';
import { closePromote, type PromoteTarget } from './promote-store.ts';
import { RegisterStep } from './register-step.tsx';
import { usePromote } from './use-promote.ts';
import './promote.css';

/** The newest version that was made from the run, or the version itself; undefined where the run is none yet. */
export function targetVersion(models: readonly RegisteredModel[], target: PromoteTarget): ModelVersion | undefined {
  const versions = models.flatMap((model) => model.versions);
  if ('version' in target) return versions.find(({ id }) => id === target.version);
  return versions.filter(({ run }) => run.id === target.run.id).toSorted((a, b) => b.created_at - a.created_at)[0];
}

/** A run becomes a version, gates are asked, somebody decides, and the result is said. */
export function PromoteSteps({ target }: { target: PromoteTarget }) {
  const models = useModels();
  const promote = usePromote();
  const [registered, setRegistered] = useState<ModelVersion | null>(null);
  if (promote.data) return <PromoteResult promoted={promote.data} />;
  return (
    <Answer query={models} what="the registered models">
      {(known) => {
        const version = registered ?? targetVersion(known, target);
        if (!version) {
          return 'run' in target ? (
            <RegisterStep run={target.run} models={known} onRegistered={setRegistered} />
          ) : (
            <p>This version is gone.</p>
          );
        }
        const live = versionOf(
          known.find(({ name }) => name === version.model),
          'live',
        );
        if (promote.isIdle && live?.id === version.id) return <AlreadyLive version={version} />;
        return <DecideStep version={version} live={live} promote={promote} />;
      }}
    </Answer>
  );
}

function AlreadyLive({ version }: { version: ModelVersion }) {
  const button = useFocusWhen<HTMLButtonElement>(true);
  return (
    <>
      <p>
        {version.model} v{version.version} is live already.
      </p>
      <div className="promote-foot">
        <Button onClick={closePromote} ref={button}>
          Close
        </Button>
      </div>
    </>
  );
}
