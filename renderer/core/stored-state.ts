import { useLocalStorage } from '@mantine/hooks';

/** A preference of this browser (never data): survives a reload, shared by its tabs. */
export function useStored<T>(name: string, initial: T) {
  return useLocalStorage<T>({ key: `kindred.${name}`, defaultValue: initial, getInitialValueInEffect: false });
}
