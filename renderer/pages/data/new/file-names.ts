/** The last part of an address of a file, on any system. */
export const baseName = (address: string): string => address.split(/[/\\:]/).findLast((part) => part !== '') ?? address;

/** A name for a dataset from its file: without endings of formats and of compression. */
export const nameOfFile = (address: string): string =>
  baseName(address).replace(
    /(\.(csv|tsv|txt|jsonl?|ndjson|parquet|arrow|feather|inter|dat|data|gz|zst|rating|train))+$/i,
    '',
  );
