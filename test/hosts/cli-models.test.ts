import { hash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelVersion, RegisteredModel, RegistryEvent, RegistryJson } from '#shared/domain/model-version.ts';
import { temporaryHome, type Home } from './cli/kindred.ts';

let home: Home;
beforeAll(async () => {
  home = await temporaryHome();
  await home.answer('datasets create --name shop --source synthetic:groups --set preset=six-groups');
  for (const algorithm of ['popularity', 'user_knn', 'random']) {
    await home.answer(`train --dataset shop --algorithm ${algorithm} --name ${algorithm}`);
  }
});
afterAll(() => home.remove());

type Answer = { model: { name: string; version: number; alias: string | null } & Record<string, unknown> };
type Failure = { error: { code: string; message: string; details?: unknown } };

/** The version as the contract has it, from what scripts get. */
const versionOf = ({ model: { name, alias: _alias, ...rest } }: Answer): ModelVersion =>
  ModelVersion.parse({ model: name, ...rest });

describe('models', () => {
  it('are registered under a name, by whoever uses this computer', async () => {
    const { stdout } = await home.kindred('models register popularity --name feed --note', 'a baseline');
    expect(stdout).toMatch(/^Run 1 is feed_v1, the candidate, a bundle of /);
    const answer = await home.answer<Answer>('models register user_knn --name feed');
    expect(answer.model).toMatchObject({ name: 'feed', version: 2, alias: 'candidate', status: 'candidate' });
    expect(versionOf(answer).by).toBe(userInfo().username);
    const twice = await home.kindred('models register user_knn --name feed');
    expect(twice).toMatchObject({ code: 1 });
    expect(twice.stderr).toContain('Run 2 is version 2 of model "feed" already');
  });

  it('are listed and shown with what is live', async () => {
    const { models } = await home.answer<{ models: unknown[] }>('models list');
    expect(models.map((model) => RegisteredModel.parse(model))).toMatchObject([
      { name: 'feed', aliases: { candidate: 2 } },
    ]);
    expect((await home.kindred('models list')).stdout).toMatch(/feed +– +v2 +– +2/);
    expect((await home.kindred('models show feed')).stdout).toMatch(/^feed  candidate = version 2/);
    const { stdout } = await home.kindred('models show feed@1');
    for (const part of ['feed_v1', 'run  ', 'popularity', 'a baseline', 'SHA-256', 'ndcg'])
      expect(stdout).toContain(part);
  });

  it('are promoted through gates that are computed from data', async () => {
    const first = await home.answer<Answer>('models promote feed@1');
    expect(first.model).toMatchObject({ version: 1, alias: 'live' });
    const gates = await home.kindred('models gates feed --group-limit 50');
    expect(gates.stdout).toMatch(/✓ +ndcg@10 better than live/);
    expect(gates.code).toBe(0);
    const promoted = await home.kindred('models promote feed --group-limit 50');
    expect(promoted.stdout).toMatch(/^feed_v2 is live\./);
    expect(promoted.stdout).toContain('B (user_knn) beats A (popularity)');
  });

  it('are kept back by a gate until a reason is given, which the history keeps', async () => {
    await home.answer('models register random --name feed');
    expect(await home.kindred('models gates feed')).toMatchObject({ code: 1, stdout: expect.stringContaining('✗') });
    const refused = await home.kindred('models promote feed --json');
    expect(refused.code).toBe(1);
    expect(refused.json<Failure>().error).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /^Version 3 of "feed" was not promoted\. 2 gates say no: "ndcg@10 better than live"/,
      ),
    });
    const short = await home.kindred('models promote feed --reason because --json');
    expect(short.json<Failure>().error.message).toContain('a reason of at least 10 characters');
    expect(short.code).toBe(2);
    await home.answer('models promote feed --reason', 'to see what chance is worth');
    const { history } = await home.answer<{ history: unknown[] }>('models history feed');
    expect(history.map((event) => RegistryEvent.parse(event))[0]).toMatchObject({
      kind: 'promoted',
      version: 3,
      override_reason: 'to see what chance is worth',
    });
    expect((await home.kindred('models history feed')).stdout).toContain('against a gate: to see what chance');
  });

  it('are rolled back in one action', async () => {
    const { model } = await home.answer<Answer>('models rollback feed --note', 'chance is worth little');
    expect(model).toMatchObject({ version: 2, alias: 'live' });
    expect((await home.answer<Answer>('models show feed@previous')).model.version).toBe(3);
  });

  it('get aliases by hand, except those that follow promotion', async () => {
    const { model } = await home.answer<{ model: RegisteredModel }>('models alias feed@1 holiday');
    expect(model.aliases).toMatchObject({ holiday: 1 });
    await home.answer('models alias feed holiday --remove');
    const refused = await home.kindred('models alias feed@1 live');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('follows promotion and roll-back');
  });

  it('keep their run from being archived', async () => {
    const { stderr, code } = await home.kindred('runs delete popularity');
    expect(code).toBe(1);
    expect(stderr).toContain('version 1 of model "feed" was made from it');
  });

  it.each([
    ['a model that is not there', 'models show fed', 1, 'Did you mean "feed"?'],
    ['a version that is not there', 'models promote feed@9', 1, 'has no version 9'],
    ['a name that is none', 'models register 1 --name a/b', 2, 'letters, digits'],
    ['nothing to export', 'models export', 2, 'Name the model'],
    ['an alias without a version', 'models alias feed holiday', 2, 'feed@1'],
    ['a limit that is none', 'models gates feed --group-limit many', 2, 'from 0 to 100'],
  ])('%s is told in one sentence', async (_, line, code, says) => {
    const ended = await home.kindred(line);
    expect(ended.stderr).toContain(says);
    expect(ended).toMatchObject({ code, stdout: '' });
  });
});

describe('a bundle', () => {
  it('is written to a file that is never replaced, and verified anywhere', async () => {
    type Bundle = { path: string; sha256: string };
    const { bundle } = await home.answer<{ bundle: Bundle }>('models export feed');
    expect(bundle.path).toBe(join(home.folder, 'feed_v2.kindred'));
    expect(hash('sha256', await readFile(bundle.path), 'hex')).toBe(bundle.sha256);
    expect(await home.kindred('models export feed')).toMatchObject({ code: 1 });
    const again = await home.answer<{ bundle: Bundle }>('models export feed@v2 --to other.kindred');
    expect(again.bundle.sha256).toBe(bundle.sha256);
    const checked = await home.answer('models verify feed_v2.kindred');
    expect(checked).toMatchObject({
      ok: true,
      sha256: bundle.sha256,
      manifest: { model: { model_version: 'feed_v2' } },
    });
    expect((await home.kindred('models verify feed_v2.kindred')).stdout).toContain('feed_v2 is whole');
  });

  it('that was changed is refused with the name of the file and both hashes', async () => {
    const bytes = await readFile(join(home.folder, 'feed_v2.kindred'));
    const at = bytes.indexOf('kindred_pyfunc.py') + 100;
    bytes[at]! ^= 1;
    await writeFile(join(home.folder, 'changed.kindred'), bytes);
    const { code, json } = await home.kindred('models verify changed.kindred --json');
    expect(code).toBe(1);
    expect(json<Failure>().error.message).toMatch(
      /code\/kindred_pyfunc\.py has the SHA-256 [0-9a-f]{64}.* [0-9a-f]{64}/,
    );
    expect(await home.kindred('models verify nowhere.kindred')).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('the registry', () => {
  it('is exported as JSON, to a file that is never replaced unasked', async () => {
    const registry = RegistryJson.parse(await home.answer('models export --registry'));
    expect(registry.models).toMatchObject([
      { version: 'v1', status: 'registered' },
      { version: 'v2', status: 'active', model_version: 'feed_v2', config: { algorithm: 'user_knn' } },
      { version: 'v3', status: 'previous' },
    ]);
    await home.answer('models export --registry --to registry.json');
    expect(JSON.parse(await readFile(join(home.folder, 'registry.json'), 'utf8'))).toEqual(registry);
    expect(await home.kindred('models export --registry --to registry.json')).toMatchObject({ code: 1 });
  });

  it('is checked with everything else', async () => {
    expect(await home.answer('verify')).toMatchObject({ ok: true, checked: { bundles: 3 } });
  });
});
