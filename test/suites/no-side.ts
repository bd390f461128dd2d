import type { SideInformation } from '#runs/models/model.ts';

/** Nothing beside the matrix, for models that learn from it alone. */
export const noSide: SideInformation = {
  events: { items: new Int32Array(0), weights: new Float64Array(0), times: null },
  itemCategories: null,
  userCategories: null,
  itemCreatedAt: null,
};
