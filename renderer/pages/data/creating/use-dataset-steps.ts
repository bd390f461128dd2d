import { useState } from 'react';
import { useEvent } from '../../../core/use-event.ts';
import { nextStep, type DatasetStep } from '../../../parts/dataset-progress.ts';

/** Datasets that are being made, by name, in whichever window that was begun. */
export function useDatasetSteps(): ReadonlyMap<string, DatasetStep> {
  const [steps, setSteps] = useState<ReadonlyMap<string, DatasetStep>>(new Map());
  useEvent((event) => {
    if (event.type === 'dataset.progress') {
      setSteps((now) => new Map(now).set(event.name, nextStep(now.get(event.name), event, performance.now())));
    }
    if (event.type === 'dataset.ended') {
      setSteps((now) => new Map([...now].filter(([name]) => name !== event.name)));
    }
  });
  return steps;
}
