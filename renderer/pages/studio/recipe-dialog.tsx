import { useState } from 'react';
import { Button, FileButton, Modal, Textarea } from '@mantine/core';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import '../../components/dialog.css';
import { saveBytes } from '../../core/save-bytes.ts';
import { changeDraft } from './draft-store.ts';
import { readRecipe } from './recipe-faults.ts';

type Props = { recipe: GroupsRecipe; name: string; opened: boolean; onClose(): void };

/** The recipe as JSON: to read, to save, to paste another. */
export function RecipeDialog({ opened, onClose, ...shown }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Recipe as JSON" size={720}>
      <RecipeText {...shown} onClose={onClose} />
    </Modal>
  );
}

const jsonOf = (recipe: GroupsRecipe): string => `${JSON.stringify(recipe, null, 2)}\n`;

function RecipeText({ recipe, name, onClose }: Omit<Props, 'opened'>) {
  const [text, setText] = useState(() => jsonOf(recipe));
  const { recipe: found, faults } = readText(text);
  const save = () =>
    saveBytes(
      {
        body: new TextEncoder().encode(jsonOf(recipe)),
        contentType: 'application/json',
        filename: `${name}.recipe.json`,
      },
      name,
    );
  const apply = () => {
    if (!found) return;
    changeDraft('import a recipe', (draft) => ({ ...draft, recipe: found }));
    onClose();
  };
  return (
    <div className="studio-fields">
      <Textarea
        aria-label="Recipe"
        classNames={{ input: 'mono' }}
        autosize
        minRows={12}
        maxRows={24}
        value={text}
        error={faults.length > 0 ? faults.join(' ') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="dialog-foot">
        <FileButton accept="application/json,.json" onChange={(file) => void file?.text().then(setText)}>
          {(props) => (
            <Button {...props} variant="default">
              Open a file…
            </Button>
          )}
        </FileButton>
        <Button variant="default" onClick={save}>
          Save as a file
        </Button>
        <Button disabled={!found} onClick={apply}>
          Use this recipe
        </Button>
      </div>
    </div>
  );
}

function readText(text: string): ReturnType<typeof readRecipe> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { recipe: null, faults: [`This is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  return readRecipe(value);
}
