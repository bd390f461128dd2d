import open from 'open';
import { hasScreen } from '../screen.ts';

/**
 * Opens the person's browser where there is a screen.
 * @returns whether one was started
 */
export async function openBrowser(address: string): Promise<boolean> {
  if (!hasScreen()) return false;
  try {
    const child = await open(address);
    // The address is printed anyway: a browser that fails to start is no reason to stop.
    child.on('error', () => {});
    return true;
  } catch {
    return false;
  }
}
