import { z } from 'zod';
import { ApiKey, NewApiKey } from '#shared/domain/api-key.ts';
import { CellMark, MarksQuery } from '#shared/domain/cell-marks.ts';
import { Comparison, ManyComparison, Slices } from '#shared/domain/comparison.ts';
import {
  Catalogue,
  Connection,
  ConnectionChoice,
  ConnectionReport,
  ConnectionSettings,
  ConnectionStage,
  Preview,
  SecretKeeping,
  SeedReport,
} from '#shared/domain/connection.ts';
import { Dataset, DeletedDataset, Recipe, SourceAddress } from '#shared/domain/dataset.ts';
import { Embedding } from '#shared/domain/embedding.ts';
import { ExportFormat } from '#shared/domain/export-format.ts';
import { FilePreview } from '#shared/domain/file-preview.ts';
import { EvaluateRequest } from '#shared/domain/evaluate-request.ts';
import { EvaluationReport } from '#shared/domain/evaluation-report.ts';
import { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import {
  FindQuery,
  Found,
  MatrixPair,
  MatrixTree,
  Member,
  MembersQuery,
  PairQuery,
  SimilarityDistribution,
  SimilarityQuery,
  TreeQuery,
} from '#shared/domain/matrix-facts.ts';
import { Id, Name } from '#shared/domain/id.ts';
import { ListedKind } from '#shared/domain/kind.ts';
import { Importance } from '#shared/domain/importance.ts';
import { DifferenceInfo, DifferenceRequest, DifferenceSource, ListComparison } from '#shared/domain/list-comparison.ts';
import { MatrixInfo, MatrixKind, WindowAxes, WindowRequest } from '#shared/domain/matrix.ts';
import { RetrainPlan, RetrainSettings, Retraining } from '#shared/domain/retraining.ts';
import { MetricValue } from '#shared/domain/metric.ts';
import {
  Alias,
  Evidence,
  Gate,
  ModelName,
  ModelVersion,
  OverrideReason,
  RegisteredModel,
  RegistryEvent,
  RegistryJson,
} from '#shared/domain/model-version.ts';
import { Artifact, Contribution, Experiment, Recommendation, Run, TrainRequest } from '#shared/domain/run.ts';
import { RunAgreement } from '#shared/domain/run-agreement.ts';
import { RunColumn } from '#shared/domain/run-columns.ts';
import { RunGroup } from '#shared/domain/run-group.ts';
import { PopularityReport } from '#shared/domain/popularity.ts';
import { RunLog } from '#shared/domain/run-log.ts';
import { QueryDataset, QueryPlan, QueryRecipe, QuerySample, QuerySourceReport } from '#shared/domain/query-dataset.ts';
import { QueryChange } from '#shared/domain/query-comparison.ts';
import { GivenFeatures } from '#shared/domain/query-features.ts';
import { QueryPrediction, QueryRunReport } from '#shared/domain/query-report.ts';
import { QueryTrainRequest } from '#shared/domain/query-training.ts';
import { SavedView, ViewPage } from '#shared/domain/saved-view.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import { SplitPreview } from '#shared/domain/split-preview.ts';
import {
  Explanation,
  NamedItem,
  Neighbourhood,
  UserList,
  UserRow,
  UserView,
  WhatIf,
} from '#shared/domain/user-lens.ts';
import { Explained, ServingStatus, Slot, StartServing, TriedAnswer, TryIt } from '#shared/domain/serving.ts';
import { Sweep, SweepPlan, SweepRequest } from '#shared/domain/sweep.ts';
import { Drift, ValidatedPrediction } from '#shared/domain/validated-prediction.ts';
import { Weighting } from '#shared/domain/weighting.ts';
import { UserGroup } from '#shared/domain/user-group.ts';
import { UserMetricsPage, UserMetricsQuery } from '#shared/domain/user-metrics.ts';

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const nothing = z.strictObject({}).prefault({});
const ofKind = z.strictObject({ kind: ListedKind }).prefault({});
/** A dataset, run or experiment by id, name (the newest of that name) or `name@version`; a run also by its number. */
const Ref = z.string().min(1).max(200);

/** One SELECT. */
const Sql = z.string().min(1).max(100_000);

/** Metrics by name, `ndcg@10`; p-values are corrected for those alone. */
const MetricNames = z.array(z.string().min(1).max(100)).min(1).max(100);

/** An id of a user or an item, as the data has it. */
const DataId = z.string().min(1).max(1000);
/** Another history than the one that was learned: items that the user would not have, and those with the weight of their event, before it is transformed. */
const historyChange = {
  remove: z.array(DataId).max(1000).default([]),
  add: z
    .array(z.strictObject({ item: DataId, weight: z.number() }))
    .max(1000)
    .default([]),
};
const listLength = z.int().min(1).max(100).default(10);

/** Why something was decided, as typed. */
const Note = z.string().max(20_000).default('');
/** A version is named `NAME@3`, `NAME@live`, by its id, or by `NAME` alone. */
const decision = {
  metric: z.string().max(100).optional().describe('The metric that decides; nDCG@10 unless said'),
  group_limit: z.number().min(0).max(1).default(0.02).describe('How much worse any group of users may be, as a share'),
};

/** Seconds as an estimate, bytes as a bound: shown before a run is started. */
export const Estimate = z.object({
  seconds: z.number(),
  bytes: z.number(),
  limit_bytes: z.number(),
  /** What searches for neighbours may use, blocks of their columns waiting on disk; null where all fits in memory. */
  search_bytes: z.number().nullable(),
  /** Finished runs of this machine that corrected the seconds. */
  measured_runs: z.int().optional(),
});

export const RunQuery = z.strictObject({
  kind: ListedKind,
  /** The search language: `ndcg@10 > 0.3 and algorithm = "user_knn"`; empty for all. */
  filter: z.string().max(4000).default(''),
  /** `ndcg@10 desc`, several separated by commas. */
  order_by: z.string().max(400).default('created_at desc'),
  limit: z.int().min(1).max(1000).default(100),
  offset: z.int().min(0).default(0),
  deleted: z.boolean().default(false).describe('Archived runs instead of the others'),
  columns: z
    .array(z.string().min(1).max(300))
    .max(1000)
    .optional()
    .describe('The params and metrics to send, as `params.x` and `metrics.y`; all of them unless said'),
  except: z.array(Id).max(200).optional().describe('Runs to leave out, because they are shown already'),
});

/** Runs by what they agree in. */
const GroupQuery = RunQuery.extend({
  by: z
    .string()
    .min(1)
    .max(300)
    .default('seed')
    .describe('`seed` for runs that agree in everything else; else a param, a tag or a fact, as the search names it'),
});

/** How far the creation of a version is. */
export const DatasetProgress = z.object({
  name: z.string(),
  stage: z.string(),
  done: z.number(),
  total: z.number(),
  /** More than the numbers say: `1,234,567 rows, 512,000 rows/s, about 12 s left`. */
  note: z.string().optional(),
});

/** The form of a source or an algorithm: a JSON Schema made from its zod config. */
const ConfigForm = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  schema: z.record(z.string(), z.unknown()),
});

/** What the workbench, the command line and the web host can ask of the core. */
export const api = {
  system: {
    info: call(
      nothing,
      z.object({
        version: z.string(),
        home: z.string(),
        node: z.string(),
        schema_version: z.int(),
        memory_limit_bytes: z.number(),
        workers: z.int(),
      }),
    ),
    /** Integrity of the database, the artifacts and the datasets; names each thing that is wrong. */
    verify: call(
      nothing,
      z.object({
        ok: z.boolean(),
        checked: z.object({ runs: z.int(), artifacts: z.int(), datasets: z.int(), bundles: z.int() }),
        problems: z.array(z.string()),
      }),
    ),
    backup: call(
      z.strictObject({ to: z.string().optional() }).prefault({}),
      z.object({ path: z.string(), bytes: z.int() }),
    ),
  },
  sources: {
    list: call(nothing, z.array(ConfigForm)),
    /** How a file would be read with these options, and its first rows; nothing is stored. */
    preview: call(
      z.strictObject({ source: SourceAddress, options: z.record(z.string(), z.json()).default({}) }),
      FilePreview,
    ),
  },
  datasets: {
    list: call(nothing, z.array(Dataset)),
    show: call(z.strictObject({ dataset: Ref }), Dataset),
    /** Reads the source and stores a new version under the name; equal bytes give the version that exists. */
    create: call(z.strictObject({ name: Name, recipe: Recipe }), Dataset),
    /** Stops what is being created under the name; nothing of it is kept. */
    cancel: call(z.strictObject({ name: Name }), z.object({ cancelled: z.boolean() })),
    /** Versions that are being created, with how far they are. */
    underWay: call(nothing, z.array(DatasetProgress)),
    /** Reads what came since the version was made and stores both as a new version; the version itself where nothing came. */
    refresh: call(z.strictObject({ dataset: Ref }), Dataset),
    /** Writes the interactions as a table into a file of the computer that the core runs on; the format is told by the ending unless said. */
    export: call(
      z.strictObject({
        dataset: Ref,
        to: z.string().min(1).max(4096),
        format: ExportFormat.optional(),
        raw: z.boolean().default(false).describe('Leave text that a spreadsheet would take for a formula as it is'),
        replace: z.boolean().default(false).describe('Replace the file where there is one'),
      }),
      z.object({
        path: z.string(),
        rows: z.int(),
        bytes: z.int(),
        /** Different texts that got an apostrophe, so that no spreadsheet runs them. */
        marked: z.int(),
      }),
    ),
    /** Writes a version into the tables of a feed, made where they are absent; refused where a table holds rows of others. */
    seed: call(
      z.strictObject({ dataset: Ref, to: ConnectionChoice, schema: z.string().default('public') }),
      SeedReport,
    ),
    /** The sizes of what a split would divide a version into, before anything is trained. */
    split: call(z.strictObject({ dataset: Ref, split: SplitSpec.prefault({}) }), SplitPreview),
    /** The six-groups sample of the first run, made once. */
    openSample: call(nothing, Dataset),
    /** Refused while runs use it. `restore` brings it back within 30 days. */
    delete: call(z.strictObject({ dataset: Ref }), z.object({ deleted: Dataset })),
    /** What can be brought back, deleted last first. */
    deleted: call(nothing, z.array(DeletedDataset)),
    restore: call(z.strictObject({ dataset: Ref }), Dataset),
  },
  studio: {
    /** What a recipe of synthetic groups would give; nothing is stored. */
    preview: call(z.strictObject({ recipe: GroupsRecipe, weighting: Weighting.prefault({}) }), GroupsPreview),
  },
  connections: {
    /** Saved connections by name, and whether passwords can be kept on this computer. */
    list: call(nothing, z.object({ connections: z.array(Connection), keeping: SecretKeeping })),
    /** A new one, or a change of the one that is named. Without a password the saved one stays; null forgets it. */
    save: call(
      z.strictObject({
        connection: Ref.optional(),
        name: Name,
        settings: ConnectionSettings,
        password: z.string().max(1024).nullable().optional(),
      }),
      Connection,
    ),
    delete: call(z.strictObject({ connection: Ref }), z.object({ deleted: Connection })),
    /** Goes the way to the data stage by stage, each within five seconds; stages arrive as events too where there is an id. */
    test: call(z.strictObject({ target: ConnectionChoice, id: z.string().max(64).optional() }), ConnectionReport),
    cancelTest: call(z.strictObject({ id: z.string().max(64) }), z.object({ cancelled: z.boolean() })),
    /** Schemas, tables and columns to choose from, with known schemas recognised. */
    catalogue: call(z.strictObject({ target: ConnectionChoice }), Catalogue),
    /** The first 20 rows of what these options of the source would read, and how they were understood. */
    preview: call(
      z.strictObject({ target: ConnectionChoice, options: z.record(z.string(), z.json()).default({}) }),
      Preview,
    ),
  },
  demo: {
    /** Starts the Postgres that comes along, fills it with a feed, and reads that into a dataset. It ends with Kindred. */
    postgres: call(nothing, z.object({ connection: Connection, dataset: Dataset })),
  },
  algorithms: {
    list: call(nothing, z.array(ConfigForm)),
    estimate: call(TrainRequest, Estimate),
  },
  experiments: {
    list: call(ofKind, z.array(Experiment)),
  },
  runs: {
    /** Queues one run, or one a seed; progress arrives as events. */
    start: call(TrainRequest, z.object({ runs: z.array(Run) })),
    /** Measures the model of a finished run on another part of its dataset, or against other candidates: a new run, tagged `evaluates`. */
    evaluate: call(EvaluateRequest, Run),
    list: call(RunQuery.prefault({}), z.object({ runs: z.array(Run), total: z.int() })),
    grouped: call(GroupQuery.prefault({}), z.object({ groups: z.array(RunGroup), total: z.int(), runs: z.int() })),
    /** What the runs that a search finds have values of, and in what they differ. */
    columns: call(
      RunQuery.pick({ kind: true, filter: true, deleted: true }).prefault({}),
      z.object({ columns: z.array(RunColumn), total: z.int() }),
    ),
    /** How much a metric depends on each parameter, over the runs that a search finds. */
    importance: call(
      RunQuery.pick({ kind: true, filter: true }).extend({ metric: z.string().min(1).max(100) }),
      Importance,
    ),
    show: call(z.strictObject({ run: Ref }), Run),
    cancel: call(z.strictObject({ run: Ref }), Run),
    update: call(
      z.strictObject({
        run: Ref,
        name: Name.optional(),
        note: z.string().max(20_000).optional(),
        tags: z.record(z.string().max(100), z.string().max(5000).nullable()).optional(),
      }),
      Run,
    ),
    /** Archives; `restore` brings back. */
    delete: call(z.strictObject({ run: Ref }), Run),
    restore: call(z.strictObject({ run: Ref }), Run),
    /** Steps of a metric that was logged more than once. */
    history: call(
      z.strictObject({ run: Ref, metric: z.string() }),
      z.array(z.object({ step: z.int(), value: MetricValue, at: z.number() })),
    ),
    artifacts: call(z.strictObject({ run: Ref }), z.array(Artifact)),
    /** What must be known beside the numbers: counts, bounds of ties, intervals over folds, definitions. Null before a run is evaluated. */
    evaluation: call(z.strictObject({ run: Ref }), EvaluationReport.nullable()),
    compare: call(
      z.strictObject({
        a: Ref,
        b: Ref,
        metrics: MetricNames.optional(),
        slices_of: z.string().max(100).optional().describe('The metric that is sliced; the leading one unless said'),
      }),
      Comparison,
    ),
    /** Each run with the baseline, or each with every other one. */
    compareMany: call(
      z.strictObject({ runs: z.array(Ref).min(2).max(6), baseline: Ref.optional(), metrics: MetricNames.optional() }),
      ManyComparison,
    ),
    /** A metric by true group and by activity of the users, by each saved group of users, and for the users named against the others. */
    /** How alike two runs recommend to the users whom both know. */
    agreement: call(z.strictObject({ a: Ref, b: Ref, k: z.int().min(1).max(100).default(10) }), RunAgreement),
    slices: call(
      z.strictObject({
        run: Ref,
        metric: z.string().min(1).max(100),
        users: z.array(z.string().max(1000)).max(20_000).optional(),
      }),
      Slices,
    ),
    /** What the run's lists of K say of pairs of the user × item matrix. */
    marks: call(MarksQuery, z.array(CellMark)),
    /** How the run's lists spread over the catalogue; computed when it is asked for. */
    popularity: call(z.strictObject({ run: Ref, k: z.int().min(1).max(1000) }), PopularityReport),
    /** Users in a plane, turned to that of another run where one is named; computed when it is asked for. */
    embedding: call(z.strictObject({ run: Ref, against: Ref.optional() }), Embedding),
    /** Metrics of single users, a page at a time. */
    userMetrics: call(UserMetricsQuery, UserMetricsPage),
    /** Null for runs of before there were logs. */
    log: call(z.strictObject({ run: Ref }), RunLog.nullable()),
    /** The comparison of two to six runs with the first as one file of HTML that needs nothing else. */
    report: call(
      z.strictObject({ runs: z.array(Ref).min(2).max(6), k: z.int().min(1).max(50).default(10) }),
      z.object({ name: z.string(), html: z.string() }),
    ),
    recommend: call(
      z.strictObject({
        run: Ref,
        user: z.string(),
        limit: z.int().min(1).max(100).default(10),
        explain: z.boolean().default(false),
      }),
      z.object({
        user: z.string(),
        known: z.boolean(),
        recommendations: z.array(Recommendation.extend({ contributions: z.array(Contribution).optional() })),
      }),
    ),
  },
  /** Groups of users that somebody made, such as a selection in a heatmap; metrics are sliced by them. */
  userGroups: {
    list: call(z.strictObject({ dataset: Ref }), z.array(UserGroup)),
    save: call(UserGroup.pick({ name: true, users: true, origin: true }).extend({ dataset: Ref }).strict(), UserGroup),
    delete: call(z.strictObject({ group: Ref }), z.object({ deleted: UserGroup })),
  },
  /** Views of pages that the reader keeps under a name, in this data folder. */
  views: {
    list: call(z.strictObject({ page: ViewPage }), z.array(SavedView)),
    /** A view of the same page and name is replaced. */
    save: call(SavedView.pick({ page: true, name: true, search: true }).strict(), SavedView),
    /** The same view under a name that no other view of its page has. */
    rename: call(z.strictObject({ view: Ref, name: SavedView.shape.name }), SavedView),
    delete: call(z.strictObject({ view: Ref }), z.object({ deleted: SavedView })),
  },
  /** What two runs on the same data would show, user by user. */
  lists: {
    compare: call(z.strictObject({ a: Ref, b: Ref, k: z.int().min(1).max(50).default(10) }), ListComparison),
    /** Users whose lists differ, drawn at random; the same ones each time. */
    sample: call(
      z.strictObject({
        a: Ref,
        b: Ref,
        k: z.int().min(1).max(50).default(10),
        users: z.int().min(1).max(100).default(10),
      }),
      z.array(UserRow),
    ),
    /** How alike users are by their lists or to the models, and how that differs; windows of it are the bytes at `bytes/difference`. */
    difference: call(
      z.strictObject({
        a: Ref,
        b: Ref,
        k: z.int().min(1).max(50).default(10),
        source: DifferenceSource.default('lists'),
      }),
      DifferenceInfo,
    ),
    differenceAxes: call(DifferenceRequest, WindowAxes),
  },
  /** One user at a time, as the model of a finished run has them. */
  users: {
    /** Ids that contain the text: equal ones first, then those that begin with it. */
    search: call(
      z.strictObject({
        run: Ref,
        text: z.string().max(200).default(''),
        limit: z.int().min(1).max(200).default(50),
        offset: z.int().min(0).default(0),
      }),
      z.object({ users: z.array(UserRow), total: z.int() }),
    ),
    /** Items by id or name. */
    items: call(
      z.strictObject({ run: Ref, text: z.string().max(200).default(''), limit: z.int().min(1).max(200).default(20) }),
      z.object({ items: z.array(NamedItem), total: z.int() }),
    ),
    /** One typical user of each true group, to begin with. */
    archetypes: call(z.strictObject({ run: Ref }), z.array(UserRow)),
    show: call(z.strictObject({ run: Ref, user: DataId }), UserView),
    /** What `runs.recommend` gives, with what was held out. */
    list: call(z.strictObject({ run: Ref, user: DataId, k: listLength }), UserList),
    /** Why an item has its score, also with another history; the parts sum to it. */
    explain: call(z.strictObject({ run: Ref, user: DataId, item: DataId, ...historyChange }), Explanation),
    neighbours: call(
      z.strictObject({ run: Ref, user: DataId, limit: z.int().min(1).max(100).default(29) }),
      Neighbourhood,
    ),
    /** The list with another history, by fold-in; nothing is stored. */
    whatIf: call(z.strictObject({ run: Ref, user: DataId, k: listLength, ...historyChange }), WhatIf),
  },
  sweeps: {
    /** What a sweep would do, with its cost; nothing is started. */
    plan: call(SweepRequest, SweepPlan),
    /** Starts a sweep; its runs carry its id as the tag `sweep`. */
    start: call(SweepRequest, Sweep),
    /** The newest first. */
    list: call(nothing, z.array(Sweep)),
    show: call(z.strictObject({ sweep: Ref }), Sweep),
    /** Ends it and all of its runs; those that have finished are kept. */
    cancel: call(z.strictObject({ sweep: Ref }), Sweep),
    /** Goes on with a sweep that was cancelled, interrupted or failed; what has finished is not trained again. */
    resume: call(z.strictObject({ sweep: Ref }), Sweep),
  },
  models: {
    list: call(ofKind, z.array(RegisteredModel)),
    show: call(z.strictObject({ model: Ref }), RegisteredModel),
    version: call(z.strictObject({ version: Ref }), ModelVersion),
    /** Makes a finished run the next version of a model, with its bundle. */
    register: call(
      z.strictObject({
        run: Ref,
        model: ModelName.optional().describe('collaborative_filtering, or query_performance, unless said'),
        note: Note,
        candidate: z.boolean().default(true).describe('Whether it becomes the candidate for promotion'),
      }),
      ModelVersion,
    ),
    /** Makes a bundle from elsewhere the next version of a model; of the one that it names unless said. */
    import: call(
      z.strictObject({
        file: z.string().min(1).max(4096),
        model: ModelName.optional(),
        note: Note,
        candidate: z.boolean().default(true).describe('Whether it becomes the candidate for promotion'),
      }),
      ModelVersion,
    ),
    /** What promotion would be decided on, computed from data. */
    gates: call(
      z.strictObject({ version: Ref, ...decision }),
      z.object({ gates: z.array(Gate), comparison: Evidence.nullable() }),
    ),
    /** Makes a version live. Refused where a gate says no, unless a reason is given, which the history keeps. */
    promote: call(
      z.strictObject({ version: Ref, ...decision, note: Note, override_reason: OverrideReason.optional() }),
      ModelVersion,
    ),
    /** Makes live what was live before. */
    rollback: call(z.strictObject({ model: Ref, note: Note }), ModelVersion),
    setAlias: call(
      z.strictObject({ model: Ref, alias: Alias, version: z.int().min(1).nullable(), note: Note }),
      RegisteredModel,
    ),
    /** Every decision, the newest first. */
    history: call(z.strictObject({ model: Ref }), z.array(RegistryEvent)),
    /** Writes the bundle to a file that does not exist yet; where none is named, says where it is. */
    exportBundle: call(
      z.strictObject({ version: Ref, to: z.string().min(1).max(4096).optional() }),
      z.object({ path: z.string(), sha256: z.string(), bytes: z.int(), model_version: z.string() }),
    ),
    registryJson: call(ofKind, RegistryJson),
  },
  /** Models that are trained again on newer data, by schedule or by hand. */
  retraining: {
    plans: call(nothing, z.array(RetrainPlan)),
    /** The one plan of a model; hosts that stay follow it. */
    save: call(RetrainSettings.extend({ model: ModelName }), RetrainPlan),
    remove: call(z.strictObject({ model: ModelName }), z.object({ removed: ModelName })),
    /** Begins at once; how it goes and ends is told by events. Skipped while one of the model is under way. */
    run: call(z.strictObject({ model: ModelName }), Retraining),
    /** The newest first. */
    history: call(
      z.strictObject({ model: ModelName, limit: z.int().min(1).max(1000).default(50) }),
      z.array(Retraining),
    ),
  },
  matrix: {
    info: call(z.strictObject({ run: Ref, kind: MatrixKind }), MatrixInfo),
    /** The axes of a window; its numbers are the bytes at `bytes/window`. */
    axes: call(WindowRequest, WindowAxes),
    /** Where users and items are in an order, by a part of their id or name. */
    find: call(FindQuery, z.array(Found)),
    members: call(MembersQuery, z.array(Member)),
    /** What one cell is made of. */
    pair: call(PairQuery, MatrixPair),
    /** The dendrogram behind an order, cut to what can be drawn. */
    tree: call(TreeQuery, MatrixTree),
    similarity: call(SimilarityQuery, SimilarityDistribution),
  },
  /** Models of how long a Postgres query will take (docs/query-performance.md). */
  performance: {
    /** The options of sampling, as a form. */
    source: call(nothing, ConfigForm),
    algorithms: call(nothing, z.array(ConfigForm)),
    /** Whether pg_stat_statements can be sampled, or exactly how to enable it. */
    check: call(z.strictObject({ target: ConnectionChoice }), QuerySourceReport),
    /** What is known of one SELECT before it is executed; it is explained, never run. */
    explain: call(z.strictObject({ target: ConnectionChoice, sql: Sql }), QueryPlan),
    datasets: call(nothing, z.array(QueryDataset)),
    dataset: call(z.strictObject({ dataset: Ref }), QueryDataset),
    /** Samples a database and stores a new version under the name; `datasets.cancel` stops it, and progress arrives as `dataset.progress`. */
    createDataset: call(z.strictObject({ name: Name, recipe: QueryRecipe }), QueryDataset),
    /** Refused while runs use it. `restoreDataset` brings it back within 30 days. */
    deleteDataset: call(z.strictObject({ dataset: Ref }), z.object({ deleted: QueryDataset })),
    /** What can be brought back, deleted last first. */
    deletedDatasets: call(nothing, z.array(QueryDataset.extend({ deleted_at: z.number() }))),
    restoreDataset: call(z.strictObject({ dataset: Ref }), QueryDataset),
    samples: call(
      z.strictObject({
        dataset: Ref,
        text: z.string().max(200).default('').describe('Only queries whose text or id has this'),
        order_by: z.enum(['query', 'execution_ms', 'plan_cost', 'sampled_at']).default('execution_ms'),
        descending: z.boolean().default(true),
        limit: z.int().min(1).max(1000).default(50),
        offset: z.int().min(0).default(0),
      }),
      z.object({ samples: z.array(QuerySample), total: z.int() }),
    ),
    /** Queues one run, or one a seed; progress arrives as events, as of any run. */
    train: call(QueryTrainRequest, z.object({ runs: z.array(Run) })),
    /** Everything of a finished run that is more than a number. */
    report: call(z.strictObject({ run: Ref }), QueryRunReport),
    /** Every query of the test part under two models, the one that changed most first. */
    changes: call(z.strictObject({ a: Ref, b: Ref }), z.array(QueryChange)),
    /** What a finished run's model says of features, or of a SELECT that is explained and never run. */
    predict: call(
      z.strictObject({
        run: Ref,
        query: z.union([
          z.strictObject({ features: GivenFeatures }),
          z.strictObject({ target: ConnectionChoice, sql: Sql }),
        ]),
      }),
      QueryPrediction,
    ),
  },
  /** The serving API of this application, on this computer. */
  serving: {
    status: call(nothing, ServingStatus),
    /** Loads the model's live version (and its candidate and previous one) and answers HTTP; already running, it changes the model. */
    start: call(StartServing.prefault({}), ServingStatus),
    /** Answers what it was asked before, then ends. */
    stop: call(nothing, ServingStatus),
    /** Part of the users whom the candidate answers, 0 to 1; the same users each time. */
    setCanary: call(z.strictObject({ share: z.number().min(0).max(1) }), ServingStatus),
    /** Whether the candidate is compared with the live version after each reply. */
    setShadow: call(z.strictObject({ on: z.boolean() }), ServingStatus),
    tryIt: call(TryIt, z.object({ answers: z.array(TriedAnswer) })),
    explain: call(
      z.strictObject({
        user: z.string().min(1).max(128),
        item: z.string().min(1).max(128),
        slot: Slot.default('live'),
      }),
      Explained,
    ),
    /** Predictions of query performance whose actual time was told to the API, oldest first: what drift is drawn of. */
    validated: call(
      z.strictObject({
        model_version: z.string().min(1).max(200).optional().describe('Of this version alone'),
        limit: z.int().min(1).max(10_000).default(1000),
      }),
      z.object({ predictions: z.array(ValidatedPrediction), drift: Drift }),
    ),
    keys: call(nothing, z.array(ApiKey)),
    /** The secret is in this answer only. */
    createKey: call(NewApiKey, z.object({ key: ApiKey, secret: z.string() })),
    revokeKey: call(z.strictObject({ key: Ref }), z.object({ revoked: ApiKey })),
  },
};

/** What the core tells everyone who listens. */
export const AppEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run.changed'), run: Run }),
  z.object({ type: z.literal('run.progress'), id: z.string(), stage: z.string(), done: z.number(), total: z.number() }),
  z.object({ type: z.literal('run.metric'), id: z.string(), name: z.string(), step: z.int(), value: MetricValue }),
  z.object({ type: z.literal('sweep.changed'), sweep: Sweep }),
  z.object({ type: z.literal('dataset.changed'), dataset: Dataset }),
  /** A version of query samples was made. */
  z.object({ type: z.literal('queryDataset.changed'), dataset: QueryDataset }),
  /** A version was registered, promoted or rolled back, or an alias was moved. */
  z.object({ type: z.literal('model.changed'), model: ModelName, event: RegistryEvent }),
  z.object({ type: z.literal('retraining.changed'), retraining: Retraining }),
  z.object({ type: z.literal('dataset.deleted'), id: z.string() }),
  DatasetProgress.extend({ type: z.literal('dataset.progress') }),
  /** What was done under the name of a dataset is over; the sentence says why it failed, null where it did not. */
  z.object({ type: z.literal('dataset.ended'), name: z.string(), error: z.string().nullable() }),
  /** What must be said of a dataset although it is created. */
  z.object({ type: z.literal('dataset.warning'), name: z.string(), message: z.string() }),
  z.object({ type: z.literal('connection.stage'), id: z.string(), stage: ConnectionStage }),
  z.object({ type: z.literal('connections.changed') }),
  /** The application's menu asks the page to run one of its commands (`shared/domain/workbench-command.ts`). */
  z.object({ type: z.literal('command.asked'), id: z.string() }),
  /** The serving API started, stopped, failed or changed what it serves. */
  z.object({ type: z.literal('serving.changed'), status: ServingStatus }),
  /** The connection was away: whatever was read before may be old. */
  z.object({ type: z.literal('resync') }),
]);

export type Api = typeof api;
export type AppEvent = z.infer<typeof AppEvent>;
export type RunQuery = z.infer<typeof RunQuery>;
export type GroupQuery = z.infer<typeof GroupQuery>;
export type DatasetProgress = z.infer<typeof DatasetProgress>;
export type Estimate = z.infer<typeof Estimate>;
