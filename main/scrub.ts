/** What stands in a log where a secret stood. */
const hidden = '[hidden]';

const secretNames = 'token|access_token|password|passwd|pwd|pgpassword|secret|authorization|cookie|api_?key';

const rules: readonly [RegExp, string][] = [
  // "password":"…" at any depth of a JSON line
  [new RegExp(`("(?:${secretNames})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi'), `$1"${hidden}"`],
  // the same inside a string of that line, where quotes are escaped
  [new RegExp(`(\\\\"(?:${secretNames})\\\\"\\s*:\\s*)\\\\"[^"]*\\\\"`, 'gi'), `$1\\"${hidden}\\"`],
  // postgres://user:password@host; the last @ before a slash ends the password
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*):[^\s/"]*@/gi, `$1:${hidden}@`],
  // ?token=… #code=… password=…
  [new RegExp(`\\b(${secretNames}|code)=[^\\s&"',;]+`, 'gi'), `$1=${hidden}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${hidden}`],
];

/** A line without its passwords and tokens. Works on the finished line, so no field is forgotten, however deep it was. */
export function scrub(line: string): string {
  return rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}
