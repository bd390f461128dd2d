/** The part of ml-cart that is used; the package brings no types. */
declare module 'ml-cart' {
  import type { Matrix } from 'ml-matrix';

  /** A node is a leaf where it has no `left`. Rows whose column is less than the value go left. */
  export type CartNode = {
    left?: CartNode;
    right?: CartNode;
    splitColumn?: number;
    splitValue?: number;
    /** The value of a leaf. */
    distribution?: number;
    train(x: Matrix, y: number[], depth: number, parentGain: number): void;
  };

  export type CartOptions = {
    gainFunction?: 'regression';
    /** A node of at most as many rows is a leaf. */
    minNumSamples?: number;
    maxDepth?: number;
    /** A node is split only where the squared error behind the split is greater. */
    gainThreshold?: number;
  };

  export class DecisionTreeRegression {
    constructor(options?: CartOptions);
    root: CartNode;
    train(x: Matrix, y: number[]): void;
  }
}
