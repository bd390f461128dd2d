import { CopyTextButton } from '../../components/copy-text-button.tsx';
import { scrollable } from '../../components/scrollable.ts';

/** What makes the version again, to read and to copy. */
export function RecipeText({ recipe }: { recipe: object }) {
  const text = JSON.stringify(recipe, null, 2);
  return (
    <section>
      <div className="data-recipe-head">
        <h3>Recipe</h3>
        <CopyTextButton text={text} />
      </div>
      <section className="data-recipe" {...scrollable('Recipe as JSON')}>
        <pre>{text}</pre>
      </section>
    </section>
  );
}
