import { Tooltip, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSearch,
  IconSettings,
} from '@tabler/icons-react';
import { Keys } from '../components/keys.tsx';
import { useKind } from '../core/kind.ts';
import { openPalette } from '../commands/palette-store.ts';
import { KindSwitch } from './kind-switch.tsx';
import { Logo } from './logo.tsx';
import { placesOf } from './places.tsx';
import './rail.css';

type Props = { folded: boolean; onFold: (folded: boolean) => void; onSettings: () => void };

/** The left rail: where one can go, and the way to everything else. */
export function Rail({ folded, onFold, onSettings }: Props) {
  const kind = useKind();
  const FoldIcon = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className="rail" aria-label="Places" data-folded={folded || undefined}>
      <div className="rail-brand">
        <Logo />
        <span className="rail-word">Kindred</span>
      </div>
      <Tooltip label="Search and commands" position="right" disabled={!folded}>
        <UnstyledButton className="rail-search" onClick={openPalette}>
          <IconSearch size={15} aria-hidden />
          <span className="rail-word">Search</span>
          <span className="rail-word rail-keys" aria-hidden>
            <Keys of="mod+K" />
          </span>
        </UnstyledButton>
      </Tooltip>
      <KindSwitch folded={folded} />
      <ul className="rail-places">
        {placesOf(kind).map(({ to, title, icon: Icon }) => (
          <li key={to}>
            <Tooltip label={title} position="right" disabled={!folded}>
              <Link to={to} className="rail-place" activeOptions={{ exact: to === '/', includeSearch: false }}>
                <Icon size={17} stroke={1.7} aria-hidden />
                <span className="rail-word">{title}</span>
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
      <Tooltip label="Settings" position="right" disabled={!folded}>
        <UnstyledButton className="rail-place rail-settings" onClick={onSettings}>
          <IconSettings size={17} stroke={1.7} aria-hidden />
          <span className="rail-word">Settings</span>
        </UnstyledButton>
      </Tooltip>
      <Tooltip label={folded ? 'Show names' : 'Hide names'} position="right">
        <UnstyledButton
          className="rail-fold"
          aria-label={folded ? 'Show the names of places' : 'Hide the names of places'}
          onClick={() => onFold(!folded)}
        >
          <FoldIcon size={17} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </Tooltip>
    </nav>
  );
}
