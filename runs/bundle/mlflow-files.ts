import { modelVersionName } from '#shared/domain/model-version.ts';
import type { BundleContents } from './bundle.ts';
import { formatVersion } from './manifest.ts';
import { pythonLoader } from './python-loader.ts';

/**
 * What makes the unpacked bundle a folder that `mlflow.pyfunc.load_model` loads. It is for others: Kindred executes none of it.
 * https://mlflow.org/docs/latest/ml/model/#storage-format
 */
export function mlflowFiles({ name, version }: BundleContents): [string, string][] {
  return [
    ['MLmodel', mlmodel(modelVersionName(name, version))],
    ['code/kindred_pyfunc.py', pythonLoader],
    ['requirements.txt', 'numpy\n'],
  ];
}

/** Without them MLflow would drop what is passed beside the users. */
const params = JSON.stringify([
  { name: 'limit', type: 'long', default: 10, shape: null },
  { name: 'exclude_post_ids', type: 'string', default: [], shape: [-1] },
]);

// JSON's text is YAML's.
const mlmodel = (modelVersion: string): string => `flavors:
  python_function:
    code: code
    loader_module: kindred_pyfunc
  kindred:
    format_version: ${formatVersion}
    model_version: ${JSON.stringify(modelVersion)}
signature:
  inputs: null
  outputs: null
  params: '${params}'
`;
