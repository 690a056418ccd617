import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createMockServer } from '../../mock-server/app.ts';
import { readCommand } from '../../mock-server/hosts/command-line.ts';
import { readCommand as readDoctorCommand } from '../../src/doctor/command-line.ts';
import { findFiles } from '../runner/files.ts';
import { root } from '../support/repository.ts';
import { blocksIn, codeBlocks, pages } from './code-blocks.ts';
import { commandsIn, requestOf, type Command } from './shell.ts';

interface Package {
  readonly name: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
}

const { name, scripts, bin } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Package;
const blocks = blocksIn('sh').flatMap(({ place, code }) =>
  commandsIn(code).map((command) => ({ place, command })),
);

test('every command in a shell block of the docs is one that exists, with its flags', async () => {
  assert.ok(blocks.length > 8);
  for (const { place, command } of blocks) await assert.doesNotReject(tried(command), place);
});

test('every command that the docs name in a sentence is one that exists, with its flags', async () => {
  const named = pages().flatMap((page) =>
    [...readFileSync(root + page, 'utf8').matchAll(/`(np[mx] [^`]+)`/g)].map(([, command = '']) => command),
  );
  assert.ok(named.length > 10);
  for (const command of named)
    await assert.doesNotReject(Promise.all(commandsIn(command).map(tried)), command);
});

test('no block without a language hides a command', () => {
  const bare = codeBlocks().filter(({ language }) => language === '');
  assert.deepEqual(
    bare.filter(({ code }) => /^(npm|npx|curl|node) /m.test(code)),
    [],
  );
});

test('a command that does not exist is noticed', async () => {
  for (const code of [
    'npm run lint',
    'npm test -- no-such-file',
    'npm run screenshots -- --dox',
    'npx connect-passkeys-mok',
    'npx connect-passkeys-mock --prot 1',
    'npx connect-passkeys doktor https://example.com',
    'npx connect-passkeys doctor https://example.com --pol customers',
    'make',
  ])
    await assert.rejects(Promise.all(commandsIn(code).map(tried)), code);
  await assert.rejects(tried(['curl', '-X', 'POST', 'localhost:4400/_mock/clok']));
});

/** Does it where that is cheap, else looks whether it could be done. */
async function tried(command: Command): Promise<void> {
  const [program, first = '', second = '', ...flags] = command;
  if (program === 'curl') {
    assert.ok((await createMockServer().request(requestOf(command))).ok);
    return;
  }
  if (program === 'npx' && first === 'msw') {
    assert.ok(existsSync(`${root}node_modules/msw/cli/${second}.js`), second);
    return;
  }
  if (program === 'npx') {
    triedNpx(command.slice(1));
    return;
  }
  assert.equal(program, 'npm');
  if (first === 'install') assert.equal(second, name);
  else if (first === 'run') triedScript(second, flags);
  else if (first !== 'ci') triedScript(first, [second, ...flags].filter(Boolean));
}

/** A command of this package. A seed is a file that a reader has. */
function triedNpx(args: readonly string[]): void {
  const [first = '', ...rest] = args[0] === '--package' && args[1] === name ? args.slice(2) : args;
  assert.ok(first in bin, first);
  const seed = rest.indexOf('--seed');
  const read = first === 'connect-passkeys' ? readDoctorCommand : readCommand;
  read(seed < 0 ? rest : rest.toSpliced(seed, 2));
}

/** Checks that each argument after `--` is a flag of the script's file, or a part of a test file's path. */
function triedScript(script: string, [separator = '--', ...args]: readonly string[]): void {
  assert.ok(script in scripts, script);
  assert.equal(separator, '--');
  const [file = ''] = /[\w/]+\.ts$/.exec(scripts[script] ?? '') ?? [];
  for (const arg of args) {
    const flag = /^--([\w-]+)$/.exec(arg)?.[1];
    if (flag === undefined) assert.notDeepEqual(findFiles('.', [arg]), [], arg);
    else assert.match(readFileSync(root + file, 'utf8'), new RegExp(`\\b${flag}: \\{ type`));
  }
}
