import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'js-yaml';
import { root } from '../support/repository.ts';
import { commandsIn } from './shell.ts';

interface Workflow {
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly strategy?: { readonly matrix: { readonly node: readonly number[] } };
  readonly steps: readonly { readonly run?: string }[];
}

interface IssueForm {
  readonly name: string;
  readonly description: string;
  readonly body: readonly { readonly type: string }[];
}

const read = (path: string): string => readFileSync(root + path, 'utf8');
const { jobs } = load(read('.github/workflows/ci.yml')) as Workflow;

test('the workflow runs the command that the README gives for tests, and scripts that there are', () => {
  const { scripts } = JSON.parse(read('package.json')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const lines = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run = [] }) => run));
  const [, readme = ''] = /^(npm ci && npm test)\b/m.exec(read('README.md')) ?? [];
  assert.ok(readme && lines.includes(readme));
  for (const [program, first = '', second = ''] of lines.flatMap(commandsIn)) {
    assert.equal(program, 'npm');
    assert.ok(first === 'ci' || (first === 'run' ? second : first) in scripts, `${first} ${second}`);
  }
});

test('the workflow begins with the oldest Node that the package supports', () => {
  const { engines } = JSON.parse(read('package.json')) as { readonly engines: { readonly node: string } };
  const [oldest] = jobs['test']?.strategy?.matrix.node ?? [];
  assert.equal(String(oldest), /\d+/.exec(engines.node)?.[0]);
});

test('every form for an issue has a name, a description and something to fill in', () => {
  const folder = '.github/ISSUE_TEMPLATE/';
  const forms = readdirSync(root + folder).filter((file) => file !== 'config.yml');
  assert.ok(forms.length > 1);
  for (const file of forms) {
    const { name, description, body } = load(read(folder + file)) as IssueForm;
    assert.ok(name && description, file);
    assert.ok(
      body.some(({ type }) => type === 'textarea' || type === 'input'),
      file,
    );
  }
});

test('the changelog has unreleased changes on top and the version of the package below', () => {
  const { version } = JSON.parse(read('package.json')) as { readonly version: string };
  const [first, second = ''] = [...read('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  assert.equal(first, 'Unreleased');
  assert.ok(second.startsWith(version), second);
});
