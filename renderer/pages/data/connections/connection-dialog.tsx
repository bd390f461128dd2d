import { useRef, useState } from 'react';
import { Button, Checkbox, Modal } from '@mantine/core';
import type { Connection, SecretKeeping } from '#shared/domain/connection.ts';
import { useCommand } from '../../../core/use-command.ts';
import { emptyFields, fieldsOf, settingsOf } from './connection-fields.ts';
import { ConnectionForm } from './connection-form.tsx';
import { StageList } from './stage-list.tsx';
import { useConnectionTest } from './use-connection-test.ts';
import '../../../components/dialog.css';
import './connections.css';

type Props = {
  /** The one to change, or `new`; undefined for none. */
  of: Connection | 'new' | undefined;
  keeping: SecretKeeping;
  onClose(): void;
  onSaved(connection: Connection): void;
};

/** A connection to a database: filled in, tested, saved. */
export function ConnectionDialog({ of, keeping, onClose, onSaved }: Props) {
  return (
    <Modal
      opened={of !== undefined}
      onClose={onClose}
      title={of === 'new' || of === undefined ? 'New connection' : `Connection ${of.name}`}
      size={720}
    >
      <Editor saved={of === 'new' ? undefined : of} keeping={keeping} onClose={onClose} onSaved={onSaved} />
    </Modal>
  );
}

type EditorProps = Omit<Props, 'of'> & { saved: Connection | undefined };

function Editor({ saved, keeping, onClose, onSaved }: EditorProps) {
  const [fields, setFields] = useState(saved ? fieldsOf(saved) : emptyFields);
  const [isAsked, setAsked] = useState(false);
  const [forget, setForget] = useState(false);
  const [tested, setTested] = useState('');
  const password = useRef<HTMLInputElement>(null);
  const test = useConnectionTest();
  const save = useCommand('connections.save', ['connections.']);
  const { settings, errors } = settingsOf(fields);
  const isNamed = fields.name.trim() !== '';
  /** What was typed; undefined keeps the saved one, null forgets it. */
  const typed = () => password.current?.value || (forget ? null : undefined);
  const runTest = () => {
    setAsked(true);
    if (!settings) return;
    setTested(JSON.stringify(settings));
    const value = typed();
    test.start({
      settings,
      ...(value !== undefined && { password: value }),
      ...(saved && { password_of: saved.id }),
    });
  };
  const submit = () => {
    setAsked(true);
    if (!settings || !isNamed) return;
    const value = typed();
    const named = { name: fields.name.trim(), settings, ...(saved && { connection: saved.id }) };
    save.mutate({ ...named, ...(value !== undefined && { password: value }) }, { onSuccess: onSaved });
  };
  const isOld = test.test?.ok !== null && JSON.stringify(settings) !== tested;
  return (
    <form
      className="connection-editor"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ConnectionForm
        fields={fields}
        errors={isAsked ? { ...errors, ...(!isNamed && { name: 'The name is missing.' }) } : {}}
        keeping={keeping}
        saved={saved}
        password={password}
        onPassword={(text) => {
          if (password.current) password.current.value = text;
        }}
        onChange={setFields}
      />
      {saved?.has_password && (
        <Checkbox
          label="Forget the password that is kept"
          checked={forget}
          onChange={(event) => setForget(event.currentTarget.checked)}
        />
      )}
      {test.test && (
        <div className={isOld ? 'is-old' : ''}>
          <StageList test={test.test} />
        </div>
      )}
      <p className="bad create-error" role="alert">
        {save.error?.message}
      </p>
      <div className="dialog-foot">
        <Button variant="default" onClick={test.isUnderWay ? test.cancel : runTest}>
          {test.isUnderWay ? 'Stop the test' : 'Test'}
        </Button>
        <span className="foot-space" />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
