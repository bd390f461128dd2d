import { expect, it } from 'vitest';
import type { RegistryEvent } from '#shared/domain/model-version.ts';
import { eventText } from '../../../../../renderer/pages/serving/event-text.ts';

const event = (part: Partial<RegistryEvent>): RegistryEvent => ({
  sequence: 1,
  at: 0,
  kind: 'promoted',
  model: 'shop',
  version: 2,
  alias: 'live',
  from_version: 1,
  by: 'ada',
  note: '',
  override_reason: null,
  gates: [],
  comparison: null,
  ...part,
});

it('says every decision in a sentence', () => {
  expect(eventText(event({}))).toBe('v2 became live in place of v1');
  expect(eventText(event({ from_version: null }))).toBe('v2 became live');
  expect(eventText(event({ kind: 'rolled_back', version: 1, from_version: 2 }))).toBe('Rolled back to v1 from v2');
  expect(eventText(event({ kind: 'registered', alias: null, from_version: null }))).toBe('v2 was registered');
  expect(eventText(event({ kind: 'alias_set', alias: 'candidate' }))).toBe('v2 became candidate in place of v1');
  expect(eventText(event({ kind: 'alias_removed', alias: 'candidate' }))).toBe('v2 is no longer candidate');
});
