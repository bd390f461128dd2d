import { KindredError } from '#shared/api/errors.ts';
import { modelVersionName } from '#shared/domain/model-version.ts';
import type { QueryBundle } from '#runs/bundle/query-bundle.ts';
import type { QueryModel } from '#runs/performance/query-model.ts';
import type { ServedFile } from '../serving-host.ts';

/** A model of query performance in memory. */
export type ActiveModel = {
  modelVersion: string;
  model: QueryModel;
  bundle: Omit<QueryBundle, 'saved' | 'examples'>;
  file: string;
  /** Milliseconds since 1970. */
  loadedAt: number;
};

/** Which model of query performance answers; a change is one pointer, so no request sees half of it. */
export type ActiveModelHolder = {
  current(): ActiveModel | null;
  /**
   * Loads what is not loaded yet, verified and tried.
   * @throws KindredError where it is refused: what answered stays
   */
  assign(file: ServedFile | null): Promise<void>;
  /** Loads a bundle from anywhere and makes it the one that answers. */
  load(file: string): Promise<ActiveModel>;
};

export function createActiveModel(now: () => number, onChange: () => void): ActiveModelHolder {
  let current: ActiveModel | null = null;
  let last: Promise<void> = Promise.resolve();

  async function read(file: string): Promise<ActiveModel> {
    // Algorithms are loaded with the first model of this kind: a host of recommenders does without.
    const [{ readQueryBundle }, { restoreQueryModel }] = await Promise.all([
      import('#runs/bundle/read-bundle.ts'),
      import('#runs/performance/restore-bundle.ts'),
    ]);
    const bundle = await readQueryBundle(file);
    const model = restoreQueryModel(bundle);
    const { saved: _saved, examples: _examples, ...facts } = bundle;
    return { modelVersion: modelVersionName(bundle.name, bundle.version), model, bundle: facts, file, loadedAt: now() };
  }

  function use(next: ActiveModel | null): void {
    current = next;
    onChange();
  }

  async function assignNow(wanted: ServedFile | null): Promise<void> {
    if (wanted === null) return current === null ? undefined : use(null);
    if (current?.modelVersion === wanted.version && current.bundle.sha256 === wanted.sha256) return;
    const next = await read(wanted.file);
    if (next.modelVersion !== wanted.version || next.bundle.sha256 !== wanted.sha256) {
      throw new KindredError(
        'conflict',
        `${wanted.file} is not the bundle that was registered: it holds ${next.modelVersion} with the SHA-256 ${next.bundle.sha256}, and it should be ${wanted.version} with ${wanted.sha256}. What answered stays.`,
      );
    }
    use(next);
  }

  return {
    current: () => current,
    assign(file) {
      // One after the other: of two promotions the later one stays.
      const done = last.then(() => assignNow(file));
      last = done.catch(() => {});
      return done;
    },
    async load(file) {
      const next = await read(file);
      use(next);
      return next;
    },
  };
}
