import { useMemo, useState } from 'react';
import { Button, Progress, TextInput } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { useCommand } from '../../core/use-command.ts';
import { useEvent } from '../../core/use-event.ts';
import { plural } from '../../text/plural.ts';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { recipeOf } from './open-version.ts';
import { recipeChanges } from './recipe-changes.ts';
import { changeDraft, editDraft, settleDraft, type Draft } from './draft-store.ts';

type Step = { stage: string; done: number; total: number };
type Made = { dataset: Dataset; isNew: boolean };
type Props = { draft: Draft; datasets: readonly Dataset[]; isUsable: boolean };

/** Names the draft and generates it into a version of a dataset, which can be stopped; then the way on. */
export function SaveDraft({ draft, datasets, isUsable }: Props) {
  const [step, setStep] = useState<Step | null>(null);
  const [madeNow, setMadeNow] = useState<Made | null>(null);
  const create = useCommand('datasets.create', ['datasets.']);
  const cancel = useCommand('datasets.cancel');
  const name = draft.name.trim();
  useEvent((event) => {
    if (event.type === 'dataset.progress' && event.name === name) setStep(event);
  });
  const used = usedOrigin(draft, datasets);
  const texts = useMemo(() => new Map(datasets.map((dataset) => [dataset.id, recipeText(dataset)])), [datasets]);
  const text = useMemo(() => JSON.stringify(GroupsRecipe.safeParse(draft.recipe).data), [draft.recipe]);
  const made = madeNow && recipeText(madeNow.dataset) === text ? madeNow : null;
  const equal = datasets.filter(({ id }) => texts.get(id) === text);
  const same = made?.dataset ?? bestOf(equal, draft);
  const changes = changesOf(draft, datasets);
  const save = () => {
    setMadeNow(null);
    const before = new Set(datasets.map(({ id }) => id));
    create.mutate(
      { name, recipe: { source: 'synthetic:groups', options: { recipe: JSON.parse(JSON.stringify(draft.recipe)) } } },
      {
        onSuccess: (dataset) => {
          setMadeNow({ dataset, isNew: !before.has(dataset.id) });
        },
        onSettled: () => setStep(null),
      },
    );
  };
  const fork = () => changeDraft('fork', (now) => ({ ...now, origin: now.origin && { ...now.origin, fork: true } }));
  return (
    <div className="studio-save">
      <output className="studio-state small">{create.error?.message ?? stateText(draft, { used, made, same })}</output>
      {same && (
        <span className="small muted">
          <Fingerprint value={same.fingerprint} what="fingerprint of the data" />
        </span>
      )}
      {changes.length > 0 && <Changes of={changes} />}
      {create.isPending && (
        <div className="studio-progress">
          <Progress
            value={step && step.total > 0 ? (100 * step.done) / step.total : 0}
            size={6}
            aria-label={step?.stage ?? 'Starting'}
          />
          <span className="small muted">{step?.stage ?? 'Starting'}</span>
          <Button variant="default" color="red" onClick={() => cancel.mutate({ name })}>
            Cancel
          </Button>
        </div>
      )}
      {draft.origin && !draft.origin.fork && (
        <Button variant={used ? 'filled' : 'default'} onClick={fork}>
          Fork
        </Button>
      )}
      <TextInput
        aria-label="Name of the dataset"
        className="studio-dataset"
        value={draft.name}
        maxLength={100}
        onChange={(event) => {
          const { value } = event.currentTarget;
          editDraft('name of the dataset', (now) => ({ ...now, name: value }));
        }}
        onBlur={settleDraft}
      />
      <Button disabled={!isUsable || name === '' || used !== null} loading={create.isPending} onClick={save}>
        Generate &amp; save version
      </Button>
      {same && (
        <LinkButton to="/train" search={{ dataset: same.id, held_out: draft.recipe.held_out }} variant="light">
          Train on it
        </LinkButton>
      )}
    </div>
  );
}

/** What is otherwise than in the version that the draft came from. */
function changesOf({ origin, recipe }: Draft, datasets: readonly Dataset[]): string[] {
  const version = origin && datasets.find(({ id }) => id === origin.id);
  const before = version && recipeOf(version);
  return before ? recipeChanges(before, recipe) : [];
}

/** Changes that stand in the line; the others are read by pointing at it. */
const mostChanges = 3;

function Changes({ of }: { of: readonly string[] }) {
  const more = of.length - mostChanges;
  return (
    <p className="small studio-changes" title={of.join('\n')}>
      <strong>{plural(of.length, 'change')}:</strong> {of.slice(0, mostChanges).join(', ')}
      {more > 0 && ` and ${more} more`}
    </p>
  );
}

/** The version that the draft would be saved over, where runs use it: it stays as it is. */
function usedOrigin({ origin }: Draft, datasets: readonly Dataset[]): Dataset | null {
  if (!origin || origin.fork) return null;
  return datasets.find(({ id, runs }) => id === origin.id && runs > 0) ?? null;
}

/** Of versions that have just this recipe: the one that was opened, else one of the draft's name, else the newest. */
function bestOf(equal: readonly Dataset[], { name, origin }: Draft): Dataset | undefined {
  const newestFirst = equal.toSorted((a, b) => b.created_at - a.created_at);
  const [newest] = newestFirst;
  return equal.find(({ id }) => id === origin?.id) ?? newestFirst.find((one) => one.name === name.trim()) ?? newest;
}

/** Equal texts are equal recipes; null where a version has none. */
function recipeText(dataset: Dataset): string | null {
  const recipe = recipeOf(dataset);
  return recipe && JSON.stringify(recipe);
}

type Known = { used: Dataset | null; made: Made | null; same: Dataset | undefined };

function stateText({ name, origin }: Draft, { used, made, same }: Known): string {
  if (made && !made.isNew) return `These are the same bytes as ${titleOf(made.dataset)}; nothing new was stored.`;
  if (used) {
    return `${titleOf(used)} is used by ${plural(used.runs, 'run')} and stays as it is. Fork it to save changes as a new version.`;
  }
  if (same && same.id !== origin?.id) {
    return same.name === name.trim() ? `Saved as ${titleOf(same)}.` : `The same recipe as ${titleOf(same)}.`;
  }
  if (!origin) return 'Draft; nothing is stored yet.';
  if (origin.fork) return `Draft, forked from ${titleOf(origin)}.`;
  return `Opened from ${titleOf(origin)}${same ? ', unchanged' : '; saving makes a new version'}.`;
}

const titleOf = ({ name, version }: Pick<Dataset, 'name' | 'version'>): string => `${name} v${version}`;
