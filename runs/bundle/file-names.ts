const pattern = /^[a-z0-9._-]+(\/[a-z0-9._-]+)*$/;
/** The one name that MLflow gives and that has capitals. */
const mlflowName = 'MLmodel';
/** Devices of Windows, with or without an extension: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$|clock\$)(\.|$)/i;

/**
 * Why a file of a bundle may not have this name on some system that Kindred, or whoever unpacks a bundle, runs on.
 * @returns null where it may
 */
export function complaintAboutName(name: string): string | null {
  if (name === '') return 'is empty';
  if (name.includes('\0')) return 'holds a NUL';
  if (name.includes('\\')) return 'holds a backslash';
  if (/^[a-z]:/i.test(name)) return 'starts with a drive letter';
  if (name.startsWith('/')) return 'is absolute';
  const parts = name.split('/');
  if (parts.some((part) => part === '..' || part === '.')) return 'leaves its folder';
  if (parts.some((part) => part.endsWith('.') || part.endsWith(' ')))
    return 'has a part that ends with a dot or a blank';
  if (parts.some((part) => reserved.test(part))) return 'is a device on Windows';
  if (name.length > 200) return 'is longer than 200 characters';
  if (name !== mlflowName && !pattern.test(name)) return 'has characters other than a–z, 0–9, dot, dash and underscore';
  return null;
}

/** Two names that are one file where capitals do not count; null where there are none. */
export function sameButForCase(names: readonly string[]): [string, string] | null {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) return [other, name];
    seen.set(name.toLowerCase(), name);
  }
  return null;
}
