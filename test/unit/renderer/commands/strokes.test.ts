import { expect, it } from 'vitest';
import { matchStrokes, strokeOf } from '../../../../renderer/commands/strokes.ts';

const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const keys = ['g h', 'g r', 'mod+K', 'x', 'j', '?', undefined];

it('reads Ctrl and ⌘ alike', () => {
  expect(strokeOf(key('k', { ctrlKey: true }))).toBe('mod+k');
  expect(strokeOf(key('k', { metaKey: true }))).toBe('mod+k');
});

it('takes a character for what it is, however it was typed', () => {
  expect(strokeOf(key('?', { shiftKey: true }))).toBe('?');
  expect(strokeOf(key('Tab', { shiftKey: true }))).toBe('shift+Tab');
});

it('waits after the first key of a sequence and runs at the second', () => {
  expect(matchStrokes(['g'], keys)).toEqual({ command: -1, waiting: true });
  expect(matchStrokes(['g', 'r'], keys)).toEqual({ command: 1, waiting: false });
});

it('does not lose the key that ends a sequence nobody knows', () => {
  expect(matchStrokes(['g', 'x'], keys)).toEqual({ command: 3, waiting: false });
  expect(matchStrokes(['g', 'q'], keys)).toEqual({ command: -1, waiting: false });
});

it('finds chords without regard to case', () => {
  expect(matchStrokes(['mod+k'], keys)).toEqual({ command: 2, waiting: false });
});
