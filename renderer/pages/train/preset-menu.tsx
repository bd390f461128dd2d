import type { Kind } from '#shared/domain/kind.ts';
import { useCall } from '../../core/use-call.ts';
import { viewPage } from '../../core/view-page.ts';
import { SavedMenu } from '../../parts/saved-menu.tsx';
import { isPreset, presetOf, presetView, type Preset } from './presets.ts';

type Props = { kind: Kind; form: Preset; onChoose(preset: Preset): void };

/** Parameters of algorithms under names. */
export function PresetMenu({ kind, form, onChoose }: Props) {
  const views = useCall('views.list', { page: viewPage('train', kind) }).data ?? [];
  const saved = views.flatMap((view) => {
    const preset = presetOf(view);
    return preset ? [{ view, value: preset, note: preset.algorithm }] : [];
  });
  return (
    <SavedMenu
      thing="preset"
      title="Presets"
      size="compact-sm"
      saved={saved}
      current={saved.find(({ value }) => isPreset(value, form))}
      onChoose={onChoose}
      toSave={(name) => presetView(kind, name, form)}
    />
  );
}
