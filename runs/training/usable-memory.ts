import { freemem, totalmem } from 'node:os';

/** A run of this size is never refused for want of free memory: the system makes as much by writing its caches out. */
const least = 512e6;

/**
 * Bytes that a run may take now: three quarters of the memory that this process is given, or nine tenths of what is free of it where
 * that is less, so that the system need not end anybody.
 */
export function usableMemory(machine: Memory = memoryNow()): number {
  return Math.min(0.75 * machine.total, Math.max(least, 0.9 * machine.free));
}

/** Bytes. */
type Memory = { total: number; free: number };

function memoryNow(): Memory {
  // A limit of the container; 0, or more than there is, for none.
  const given = process.constrainedMemory();
  const total = given > 0 ? Math.min(given, totalmem()) : totalmem();
  // A Mac counts its caches as taken.
  return { total, free: process.platform === 'darwin' ? total : freemem() };
}
