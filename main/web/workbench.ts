import { createCore } from '#runs/core.ts';
import { dataFolder } from '../core-config.ts';
import { openLog } from '../log.ts';
import { workbenchConfig } from '../workbench-config.ts';
import { rendererRoot } from '../renderer-root.ts';
import { createWebHost, type WebHost } from './web-host.ts';

export type WorkbenchOptions = { port?: number | undefined; host?: string | undefined };
/** A web host with a core of its own, on this computer's data folder. */
export type Workbench = Pick<WebHost, 'address' | 'signInAddress' | 'openAddress'> & {
  home: string;
  /** Ends the host, then the core: runs that train become INTERRUPTED. */
  close(): Promise<void>;
};

/** Opens the data folder and serves its workbench. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const home = dataFolder();
  const log = openLog(home);
  const core = await createCore(workbenchConfig(home, log));
  try {
    const host = await createWebHost(core, { ...options, rendererRoot, log });
    const { address, signInAddress, openAddress } = host;
    log.info({ address }, 'The web host listens');
    const close = async () => {
      await host.close();
      await core.close();
    };
    return { home, address, signInAddress, openAddress, close };
  } catch (error) {
    await core.close();
    throw error;
  }
}
