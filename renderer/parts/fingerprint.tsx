import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core';

/** The first characters of a SHA-256; a click copies all of it. */
export function Fingerprint({ value, what }: { value: string; what: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : value}>
          <UnstyledButton className="mono" mih={24} my={-3} fz="inherit" onClick={copy}>
            {value.slice(0, 12)}…<span className="hidden-text">, copy the {what}</span>
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
