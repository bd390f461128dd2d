import './start/no-eval.ts';

// In a part of its own, so that the settings above are made before any schema of the contract is.
void import('./start/mount.tsx');
