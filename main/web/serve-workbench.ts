import { aborted } from '../cli/interrupt.ts';
import { isLoopback } from '../http/allowed-hosts.ts';
import { openBrowser } from './open-browser.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

export type ServeOptions = WorkbenchOptions & {
  /** Open the browser where there is one. */
  open: boolean;
  /** Takes the lines for the person who started Kindred. */
  say(line: string): void;
  /** Gets the workbench once it listens; without it the address is a line for `say`. */
  ready?(workbench: Workbench): void;
  /** Ends the workbench. */
  until: AbortSignal;
};

/**
 * The workbench in the browser, from its address on the terminal to Ctrl+C.
 * @throws KindredError when the data folder cannot be opened or the port that was asked for is in use
 */
export async function serveWorkbench({ open, say, ready, until, ...options }: ServeOptions): Promise<void> {
  const workbench = await openWorkbench(options);
  try {
    if (ready) ready(workbench);
    else say(`Kindred is ready: ${workbench.signInAddress}`);
    say(`Your data is in ${workbench.home}. Ctrl+C stops Kindred.`);
    if (options.host !== undefined && !isLoopback(options.host)) {
      say('Others on this network can use it with the address above; what they send and see is not encrypted.');
    }
    if (open && (await openBrowser(workbench.openAddress()))) say('Your browser opens now.');
    await aborted(until);
    say('Kindred stops.');
  } finally {
    await workbench.close();
  }
}
