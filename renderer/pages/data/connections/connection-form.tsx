import { useState, type RefObject } from 'react';
import { NativeSelect, PasswordInput, Switch, TextInput } from '@mantine/core';
import { TlsMode, tlsModeText, type Connection, type SecretKeeping } from '#shared/domain/connection.ts';
import { fillFromUrl, tlsOf, type ConnectionFields, type FieldErrors } from './connection-fields.ts';
import { keepingText } from './keeping-text.ts';

type Props = {
  fields: ConnectionFields;
  errors: FieldErrors;
  keeping: SecretKeeping;
  /** The one that is edited; none for a new one. */
  saved: Connection | undefined;
  password: RefObject<HTMLInputElement | null>;
  /** A password that stood in an address. */
  onPassword(password: string): void;
  onChange(fields: ConnectionFields): void;
};

/** An address to paste, or its parts. Pasting fills the parts, and nothing of the address stays on the page. */
export function ConnectionForm({ fields, errors, keeping, saved, password, onPassword, onChange }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isTaken, setTaken] = useState(false);
  const set = (part: Partial<ConnectionFields>) => onChange({ ...fields, ...part });
  const take = (input: HTMLInputElement, url: string) => {
    if (url.trim() === '') return;
    try {
      const filled = fillFromUrl(fields, url);
      if (filled.password !== null) onPassword(filled.password);
      input.value = '';
      setTaken(true);
      setProblem(null);
      onChange(filled.fields);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const text = (field: 'host' | 'port' | 'database' | 'user' | 'ca' | 'name') => ({
    value: fields[field],
    error: errors[field],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [field]: event.currentTarget.value }),
  });
  const tls = tlsOf(fields);
  return (
    <div className="connection-form">
      <TextInput
        className="connection-wide"
        label="Address"
        description={
          isTaken ? 'Taken apart into the fields below' : 'Paste one to fill the fields, or fill them by hand'
        }
        placeholder="postgresql://user:password@host:5432/database"
        defaultValue=""
        error={problem}
        spellCheck={false}
        autoComplete="off"
        data-autofocus={saved ? undefined : true}
        onPaste={(event) => {
          event.preventDefault();
          take(event.currentTarget, event.clipboardData.getData('text'));
        }}
        onBlur={({ currentTarget }) => take(currentTarget, currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          take(event.currentTarget, event.currentTarget.value);
        }}
      />
      <TextInput label="Host" description="Name, address, or the folder of a socket" required {...text('host')} />
      <TextInput label="Port" inputMode="numeric" required {...text('port')} />
      <TextInput label="Database" required spellCheck={false} {...text('database')} />
      <TextInput label="User" required spellCheck={false} autoComplete="off" {...text('user')} />
      <PasswordInput
        ref={password}
        size="xs"
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        label="Password"
        description={keepingText(keeping)}
        placeholder={saved?.has_password ? 'Kept; type to change it' : ''}
        autoComplete="new-password"
        defaultValue=""
        maxLength={1024}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
      />
      <TextInput label="Name" description="By which Kindred shows it" required maxLength={100} {...text('name')} />
      <NativeSelect
        className="connection-wide"
        label="Encryption"
        data={TlsMode.options.map((mode) => ({ value: mode, label: tlsModeText[mode] }))}
        value={tls}
        onChange={(event) => set({ tls: TlsMode.parse(event.currentTarget.value) })}
      />
      {tls.startsWith('verify') && (
        <TextInput
          className="connection-wide"
          label="Authority"
          description="Path of its certificate (PEM) on the computer where Kindred runs; empty for those that the system knows"
          {...text('ca')}
        />
      )}
      <Switch
        className="connection-wide"
        label="Read-only"
        description="Kindred writes nothing through this connection, and the server is told so"
        checked={fields.read_only}
        onChange={(event) => set({ read_only: event.currentTarget.checked })}
      />
    </div>
  );
}
