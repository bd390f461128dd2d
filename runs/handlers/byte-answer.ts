/** What a request for `bytes/…` answers, on every host. */
export type ByteAnswer = {
  contentType: string;
  body: Uint8Array | ByteStream;
  /** Offered as the name of the file where it is saved. */
  filename?: string;
};

/** A body that is too large to be held at once. Whoever takes it reads it to its end, or ends the reading. */
export type ByteStream = {
  /** Null where it is not known before the end. */
  bytes: number | null;
  chunks: AsyncIterable<Uint8Array>;
};
