import { Button, CopyButton } from '@mantine/core';
import { scrollable } from '../../components/scrollable.ts';

/** What makes the version again, to read and to copy. */
export function RecipeText({ recipe }: { recipe: object }) {
  const text = JSON.stringify(recipe, null, 2);
  return (
    <section>
      <div className="data-recipe-head">
        <h3>Recipe</h3>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="subtle" size="compact-xs" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
      <section className="data-recipe" {...scrollable('Recipe as JSON')}>
        <pre>{text}</pre>
      </section>
    </section>
  );
}
