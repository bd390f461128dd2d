import type { Dataset } from '#shared/domain/dataset.ts';

/** The search that finds the runs of one version; a quote in the name is written twice. */
export const runsFilter = ({ name, version }: Pick<Dataset, 'name' | 'version'>): string =>
  `dataset = '${name.replaceAll("'", "''")}' and dataset_version = ${version}`;
