/** An interaction that the serving API was told of and wrote down. */
export type Tracked = {
  post: string;
  type: string;
  rating: number | null;
  /** When it happened, milliseconds since 1970. */
  at: number;
};
