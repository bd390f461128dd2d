import { useState } from 'react';
import { Button, Checkbox, Code, CopyButton, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { scopes, type Scope } from '#shared/domain/api-key.ts';
import { useCommand } from '../../core/use-command.ts';

const scopeText: Record<Scope, string> = {
  read: 'Ask for recommendations',
  feedback: 'Report interactions and feedback',
  admin: 'Change what is served',
  metrics: 'Read the metrics',
  train: 'Train and activate models of query performance',
};
const terms = [
  { value: '', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
];

/** A new key; its secret is shown once, then only a hash of it exists. */
export function CreateKey({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const create = useCommand('serving.createKey', ['serving.keys']);
  const close = () => {
    onClose();
    create.reset();
  };
  return (
    <Modal opened={opened} onClose={close} title={create.data ? 'Copy the key now' : 'New API key'}>
      {create.data ? <Secret secret={create.data.secret} onDone={close} /> : <Form create={create} onCancel={close} />}
    </Modal>
  );
}

type FormProps = { create: ReturnType<typeof useCommand<'serving.createKey'>>; onCancel(): void };

function Form({ create, onCancel }: FormProps) {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Scope[]>(['read', 'feedback']);
  const [days, setDays] = useState('');
  const isReady = name.trim() !== '' && chosen.length > 0;
  const submit = () =>
    create.mutate({ name: name.trim(), scopes: chosen, ...(days === '' ? {} : { expires_in_days: Number(days) }) });
  return (
    <form
      className="key-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) submit();
      }}
    >
      <TextInput
        label="Name"
        description="Who uses it, such as shop-frontend"
        required
        data-autofocus
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox.Group
        label="It may"
        value={chosen}
        onChange={(value) => setChosen(scopes.filter((scope) => value.includes(scope)))}
      >
        <Stack gap="sm" mt="xs">
          {scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={scopeText[scope]} />
          ))}
        </Stack>
      </Checkbox.Group>
      <NativeSelect
        label="Expires"
        data={terms}
        value={days}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
      <p className="bad" role="alert">
        {create.error?.message}
      </p>
      <div className="promote-foot">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending} disabled={!isReady}>
          Create the key
        </Button>
      </div>
    </form>
  );
}

function Secret({ secret, onDone }: { secret: string; onDone(): void }) {
  return (
    <div className="key-form">
      <p>
        It is shown this once. Send it in a header: <code className="key-header">Authorization: Bearer KEY</code>.
      </p>
      <Code block className="key-secret">
        {secret}
      </Code>
      <div className="promote-foot">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} data-autofocus>
              {copied ? 'Copied' : 'Copy the key'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  );
}
