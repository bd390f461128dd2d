import { KindredError } from '#shared/api/errors.ts';
import type { ValidatedPrediction } from '#shared/domain/validated-prediction.ts';
import { guardOf, openOwnFile, type OwnFile } from '../own-file.ts';

/** A prediction as it is written down before it is answered, so that its actual time can be told later, also after a restart. */
export type NewPrediction = Pick<
  ValidatedPrediction,
  'prediction_id' | 'model_version' | 'predicted_ms' | 'lower_ms' | 'upper_ms'
> & {
  /** JSON of the features that it was made of; no text of a query, which may hold anybody's data. */
  features: string;
  /** Milliseconds since 1970. */
  predicted_at: number;
};

/** Predictions and the times that they turned out to take. Every function is synchronous and durable when it returns. */
export type PredictionStore = {
  add(prediction: NewPrediction): void;
  /**
   * Writes down how long it took. The same time told again is written once.
   * @throws KindredError not_found for a prediction that is not known, conflict where another time was told
   */
  validate(predictionId: string, actualMs: number, at: number): ValidatedPrediction;
  /** The newest that were told of, oldest first; of one model version, or of all. */
  validated(query: { modelVersion?: string | undefined; limit: number }): ValidatedPrediction[];
  close(): void;
};

/** Predictions that nobody told the time of are forgotten beyond this number, the oldest first. */
const keptUntold = 100_000;

const predictionFile: OwnFile = {
  // `KPRD`
  applicationId: 0x4b505244,
  version: 1,
  what: 'file of predictions',
  create: (sqlite) =>
    void sqlite.exec(`
      create table predictions (
        sequence integer primary key autoincrement,
        id text not null unique, model_version text not null,
        predicted_ms real not null, lower_ms real not null, upper_ms real not null,
        features text not null, predicted_at integer not null,
        actual_ms real check (actual_ms >= 0), validated_at integer,
        check ((actual_ms is null) = (validated_at is null))
      ) strict;
      create index validated_predictions on predictions (validated_at, sequence) where validated_at is not null;
      create index untold_predictions on predictions (sequence) where validated_at is null;`),
};

const columns = 'id as prediction_id, model_version, validated_at as at, predicted_ms, lower_ms, upper_ms, actual_ms';

/** @throws KindredError conflict where the file is not ours or newer, unavailable where it cannot be used */
export function openPredictionStore(file: string): PredictionStore {
  const guard = guardOf(file);
  const sqlite = guard(() => openOwnFile(file, predictionFile));
  const insert = sqlite.prepare(
    `insert into predictions (id, model_version, predicted_ms, lower_ms, upper_ms, features, predicted_at)
     values (@prediction_id, @model_version, @predicted_ms, @lower_ms, @upper_ms, @features, @predicted_at)`,
  );
  const forget = sqlite.prepare(
    `delete from predictions where validated_at is null and sequence <= coalesce(
       (select sequence from predictions where validated_at is null order by sequence desc limit 1 offset ${keptUntold}), 0)`,
  );
  const find = sqlite.prepare<[string], ValidatedPrediction | { actual_ms: null }>(
    `select ${columns} from predictions where id = ?`,
  );
  const tell = sqlite.prepare('update predictions set actual_ms = ?, validated_at = ? where id = ?');
  const newest = sqlite.prepare<[string | null, string | null, number], ValidatedPrediction>(
    `select ${columns} from predictions where validated_at is not null and (? is null or model_version = ?)
     order by validated_at desc, sequence desc limit ?`,
  );

  const addOne = sqlite.transaction((prediction: NewPrediction) => {
    insert.run(prediction);
    forget.run();
  }).immediate;
  const validateOne = sqlite.transaction((id: string, actualMs: number, at: number) => {
    const known = find.get(id);
    if (!known) throw unknown(id);
    if (known.actual_ms !== null && known.actual_ms !== actualMs) throw toldAlready(id, known.actual_ms);
    if (known.actual_ms === null) tell.run(actualMs, at, id);
    return find.get(id) as ValidatedPrediction;
  }).immediate;

  return {
    add: (prediction) => guard(() => addOne(prediction)),
    validate: (id, actualMs, at) => guard(() => validateOne(id, actualMs, at)),
    validated: ({ modelVersion = null, limit }) =>
      guard(() => newest.all(modelVersion, modelVersion, limit).toReversed()),
    close: () => void sqlite.close(),
  };
}

const unknown = (id: string) =>
  new KindredError(
    'not_found',
    `There is no prediction ${JSON.stringify(id.slice(0, 100))}. Send the prediction_id of an answer; those that nobody told of are kept until ${keptUntold.toLocaleString('en-US')} newer ones came.`,
  );

const toldAlready = (id: string, actualMs: number) =>
  new KindredError('conflict', `Prediction ${id} was told to have taken ${actualMs} ms already; that stays.`);
