import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import type { ServingApi, ServingApiOptions } from '../serving/serving-api.ts';
import type { Cli } from './cli.ts';
import { examples } from './examples.ts';
import { wholeNumber } from './flags.ts';
import { aborted } from './interrupt.ts';

type Options = {
  bundle?: string;
  model?: string;
  port?: number;
  host?: string;
  allowHost?: string[];
  rate?: number;
  fallback?: ServingApiOptions['fallbacks'];
  logRequests?: boolean;
};

const fallbacks = ['popular', 'trending', 'random'] as const;

export function serveCommand(command: Command, cli: Cli): void {
  command
    .option('--bundle <file>', 'the bundle to serve')
    .option('--model <name>', 'a registered model: NAME for what is live, NAME@ALIAS or NAME@VERSION')
    .option('--port <n>', 'port to listen on (8000, else a free one); 0 for a free one', wholeNumber(0, 65535))
    .option('--host <address>', 'address to listen on (this computer only); any other needs an API key')
    .option('--allow-host <name...>', 'further names that this host is asked by, such as that of a proxy')
    .option('--rate <n>', 'requests a second that each caller may make (no limit)', wholeNumber(1, 1_000_000))
    .addOption(
      new Option('--fallback <stages>', 'what answers where the model has nothing, in this order; none for nothing')
        .default(undefined, fallbacks.join(','))
        .argParser(parseFallbacks),
    )
    .option('--log-requests', 'a line in the log for each request')
    .action((options: Options) => serve(cli, options));
  examples(
    command,
    'kindred serve --model collaborative_filtering@live',
    'kindred serve --bundle collaborative_filtering_v1.kindred --port 8000',
    'kindred serve --bundle model.kindred --host 0.0.0.0 --allow-host api.example.org --rate 200',
  );
}

function parseFallbacks(text: string): NonNullable<Options['fallback']> {
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const known = fallbacks.find((stage) => stage === name.trim());
    if (known) return known;
    throw new KindredError(
      'invalid_input',
      `--fallback: there is no stage "${name}". Use ${fallbacks.join(', ')} or none.`,
    );
  });
}

/** Serves until Ctrl-C or SIGTERM, which is its proper end: the answer is the address, printed when it is ready. */
async function serve(cli: Cli, options: Options): Promise<void> {
  if ((options.bundle === undefined) === (options.model === undefined)) {
    throw new KindredError('invalid_input', 'Name what to serve: --bundle FILE or --model NAME, one of the two.');
  }
  const { api, close } = await open(options);
  try {
    const { modelVersion: model_version, sha256 } = api.runtime.versions.inSlot('live')!.model.facts;
    const url = api.address;
    cli.print({
      json: { url, model_version, bundle_sha256: sha256, docs: `${url}/docs` },
      text: `${model_version} answers at ${url}\nDocumentation: ${url}/docs`,
    });
    cli.note('Ctrl+C stops it.');
    await aborted(cli.interrupt);
    cli.note('Stopping: what was asked is answered first.');
  } finally {
    await close();
  }
}

async function open(options: Options): Promise<{ api: ServingApi; close(): Promise<void> }> {
  const [{ coreConfig, dataFolder }, { servingWorkers }, { openApiLog }] = await Promise.all([
    import('../core-config.ts'),
    import('../workers.ts'),
    import('../serving/api-log.ts'),
  ]);
  const home = dataFolder();
  const common: ServingApiOptions = {
    port: options.port,
    host: options.host,
    names: options.allowHost,
    rate: options.rate ?? null,
    fallbacks: options.fallback,
    logsRequests: options.logRequests,
    folder: join(home, 'serving'),
    bundles: join(home, 'bundles'),
    helper: servingWorkers.helper,
    version: coreConfig(home).version,
    log: openApiLog(2),
  };
  if (options.bundle !== undefined) {
    const { serveBundle } = await import('../serving/serve-bundle.ts');
    const api = await serveBundle({ ...common, bundle: options.bundle });
    return { api, close: () => api.close() };
  }
  const [{ openCore }, { serveModel }] = await Promise.all([
    import('./session.ts'),
    import('../serving/serve-model.ts'),
  ]);
  const core = await openCore();
  try {
    const api = await serveModel(core, options.model!, common);
    return { api, close: () => api.close().then(() => core.close()) };
  } catch (error) {
    await core.close();
    throw error;
  }
}
