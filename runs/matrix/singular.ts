import { KindredError } from '#shared/api/errors.ts';

/** Said where equations have no single solution, or none that rounding leaves. */
export const singular = (): KindredError =>
  new KindredError(
    'invalid_input',
    'The equations of this model have no single solution for these ratings. Use a greater regularization.',
  );
