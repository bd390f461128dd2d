/** What a field is called on the pages, where that is not the name of its flag. */
const titles: Record<string, string> = {
  split: 'Held-out part',
  candidates: 'Ranked against',
  k: 'List lengths K',
  weighting: 'Weighting',
  weight: 'Weights of single types',
};

const titleOf = (flag: string): string => titles[flag] ?? flag.replaceAll('-', ' ');
const field = (name: string): string => `the field "${name}"`;

/** A value that somebody else has to fill in: nothing, `NAME`, `…`. A real one is said. */
const isPlaceholder = (value: string): boolean => value === '' || /^([A-Z_]+|…|\{.*\})$/.test(value);
const setTo = (name: string, value: string | undefined): string =>
  value === undefined || isPlaceholder(value) ? field(name) : `${field(name)} set to ${value}`;

const value = String.raw`"[^"]*"|[^\s,;)?]*[^\s.,;)?]`;
/** `--set a=, b=, c=` */
const several = /--set ([a-z_]+)=(?:, ([a-z_]+)=)+/g;
/** `--set a=X` or `--set a`, also one after the other. */
const chain = new RegExp(String.raw`--set [a-z_]+(?:=(?:${value})?)?(?: --set [a-z_]+(?:=(?:${value})?)?)*`, 'g');
const link = new RegExp(String.raw`--set ([a-z_]+)(?:=(${value})?)?`, 'g');
/** `--flag`, `--flag value` */
const flag = new RegExp(String.raw`(?<![\w-])--([a-z][a-z-]*)(?: (${value}))?`, 'g');
/** A command is said as it is typed, in backticks. */
const commands = /(`[^`]*`)/;

/** Where the host keeps a file that came through the browser: its sender knows its name only. */
const upload = /"[^"]*[/\\]uploads[/\\][0-9a-f]+[/\\]([^"]+)"/g;

/**
 * A sentence of the core for a reader who has a page and not a command line: flags such as `--set table=NAME` become the fields of that
 * name, which forms are made of, and a file that was dropped or picked has its name alone. Commands in backticks stay as they are.
 */
export function pageWords(said: string): string {
  const sentence = said.replace(upload, '"$1"');
  if (!sentence.includes('--')) return sentence;
  return sentence
    .split(commands)
    .map((part) => (part.startsWith('`') ? part : withFields(part)))
    .join('');
}

const withFields = (text: string): string =>
  text
    .replace(several, (found) => fieldsOf([...found.matchAll(/([a-z_]+)=/g)].map(([, name]) => `"${name}"`)))
    .replace(chain, (found) => chained([...found.matchAll(link)].map(([, name, said]) => [name!, said] as const)))
    .replace(flag, (_, name: string, said: string | undefined) => setTo(titleOf(name), said))
    .replace(/\b(the same|one|another) the field\b/g, '$1 field');

const chained = (settings: readonly (readonly [string, string | undefined])[]): string =>
  settings.length === 1
    ? setTo(settings[0]![0], settings[0]![1])
    : fieldsOf(
        settings.map(([name, said]) => (said && !isPlaceholder(said) ? `"${name}" set to ${said}` : `"${name}"`)),
      );

const fieldsOf = (names: readonly string[]): string =>
  `the fields ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
