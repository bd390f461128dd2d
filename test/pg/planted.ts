import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every form in which a password could be written down. */
const formsOf = (password: string): string[] => [
  password,
  encodeURIComponent(password),
  JSON.stringify(password).slice(1, -1),
  Buffer.from(password).toString('base64').replace(/=+$/, ''),
  Buffer.from(password).toString('hex'),
];

/** Files below a folder that hold the password in any form. */
export async function filesWith(folder: string, password: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (formsOf(password).some((form) => bytes.includes(form))) found.push(path);
  }
  return found;
}

/** Whether a text holds the password in any form. */
export const holds = (text: string, password: string): boolean => formsOf(password).some((form) => text.includes(form));
