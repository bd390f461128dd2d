import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told apart from every other one: process ids are used again, boots and start times are not. Null = this system does not say. */
export type Owner = {
  /** Host name and machine id. */
  host: string;
  boot: string | null;
  /** Process-id namespace: containers share a boot but not each other's process ids. */
  space: string | null;
  pid: number;
  /** When the process started, in the system's own words. */
  started: string | null;
};

export type Liveness = 'alive' | 'dead' | 'unknown';

/** This process. */
export function thisOwner(): Owner {
  return {
    host: [hostname(), attempt(() => readFileSync('/etc/machine-id', 'utf8').trim())].filter(Boolean).join('/'),
    boot: bootId(),
    space: attempt(() => readlinkSync('/proc/self/ns/pid')),
    pid: process.pid,
    started: startOf(process.pid),
  };
}

/**
 * Whether the process that owns a run still lives, as far as `me` can prove.
 * `unknown` (another host, another container, a system without start times) is left to the lease.
 */
export function livenessOf(owner: Owner, me: Owner): Liveness {
  if (owner.host !== me.host) return 'unknown';
  if (owner.boot !== null && me.boot !== null && owner.boot !== me.boot) return 'dead';
  if (owner.space !== me.space) return 'unknown';
  if (!exists(owner.pid)) return 'dead';
  const started = startOf(owner.pid);
  if (started === null || owner.started === null) return 'unknown';
  return started === owner.started ? 'alive' : 'dead';
}

/** Signal 0 asks without sending; EPERM is the answer of a process of another user. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function bootId(): string | null {
  if (process.platform === 'linux')
    return attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  if (process.platform === 'darwin') return attempt(() => say('sysctl', ['-n', 'kern.bootsessionuuid']));
  return null;
}

function startOf(pid: number): string | null {
  if (process.platform === 'linux') return attempt(() => procStat(pid)[19] ?? null);
  if (process.platform === 'darwin') return attempt(() => say('ps', ['-o', 'lstart=', '-p', String(pid)]));
  return null;
}

/** A process that ended but was not yet asked for by its parent. */
const isZombie = (pid: number) =>
  process.platform === 'linux' && /^[ZX]/.test(attempt(() => procStat(pid)[0] ?? null) ?? '');

/** Fields of /proc/PID/stat from the third on (state); the second, the command, may hold spaces and brackets. */
function procStat(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

const say = (command: string, args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8', timeout: 2000, stdio: ['ignore', 'pipe', 'ignore'] }).trim();

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
