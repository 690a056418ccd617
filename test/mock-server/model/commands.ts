import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  hasAccount,
  type Mode,
  type Model,
  people,
  type Person,
  toPool,
  workspaces,
  type WorkspaceId,
} from './model.ts';
import type { System } from './system.ts';

type Command = fc.AsyncCommand<Model, System>;

interface Act {
  readonly name: string;
  /** False where the model is not ready for it; default: always. */
  readonly isPossible?: (model: Model) => boolean;
  /** The answer that the model expects, and the one of the server. */
  readonly run: (model: Model, system: System) => readonly [expected: number, Promise<number>];
}

const person = fc.constantFrom(...people);
const workspace = fc.constantFrom(...workspaces);
/** Ada has an account in both pools, Grace in one. */
const account = fc.tuple(person, workspace).filter(([who, where]) => hasAccount(who, toPool(where)));
const index = fc.nat({ max: 1000 });

/** Counted from the latest: early places would be the only ones that a short run has. */
const pick = <T>(list: readonly T[], number: number): readonly [place: number, item: T] => {
  const place = list.length - 1 - (number % list.length);
  return [place, list[place] as T];
};

export const commands: fc.Arbitrary<Command>[] = [
  account.map(([who, where]) => toCommand(enrol(who, where))),
  fc.tuple(person, workspace).map(([who, where]) => toCommand(begin(who, where))),
  fc.tuple(account, index).map(([[who, where], passkey]) => toCommand(signIn(who, where, passkey))),
  fc.tuple(index, index).map(([challenge, passkey]) => toCommand(complete(challenge, passkey))),
  fc.tuple(account, index).map(([[who, where], passkey]) => toCommand(remove(who, where, passkey))),
  index.map((token) => toCommand(refresh(token))),
  index.map((token) => toCommand(revoke(token))),
  fc.tuple(index, workspace).map(([token, where]) => toCommand(read(token, where))),
  fc.constantFrom(1, 299, 300, 3600).map((seconds) => toCommand(advance(seconds))),
  fc
    .tuple(workspace, fc.constantFrom<Mode>('smart', 'classic', 'off'))
    .map(([where, mode]) => toCommand(switchMode(where, mode))),
];

/** Runs an act on both, and compares the answers and then the lists of passkeys. */
function toCommand({ name, isPossible = () => true, run }: Act): Command {
  return {
    toString: () => name,
    check: (model) => isPossible(model),
    run: async (model, system) => {
      const [expected, answered] = run(model, system);
      assert.equal(await answered, expected, name);
      assert.equal(system.refreshes.length, model.refreshes.length, `${name}: tokens that were given`);
    },
  };
}

function enrol(who: Person, where: WorkspaceId): Act {
  return {
    name: `${who} enrols at ${where}`,
    run: (model, system) => {
      const mode = model.modes[where];
      return [model.enrol(who, where), system.enrol(who, where, mode)];
    },
  };
}

function begin(who: Person, where: WorkspaceId): Act {
  return {
    name: `${who} begins to sign in at ${where}`,
    run: (model, system) => [model.begin(who, where), system.begin(who, where, model.modes[where])],
  };
}

/** With a passkey that is good there: chance alone would seldom choose one. */
function signIn(who: Person, where: WorkspaceId, number: number): Act {
  const usable = (model: Model) =>
    model.owned(who, toPool(where)).filter(({ mode }) => mode === model.modes[where]);
  return {
    name: `${who} signs in at ${where} with passkey ${number} of theirs`,
    isPossible: (model) => usable(model).length > 0,
    run: (model, system) => {
      const [, passkey] = pick(usable(model), number);
      const begun = system.begin(who, where, model.modes[where]);
      model.begin(who, where);
      const [place, challenge] = pick(model.challenges, 0);
      const passkeyPlace = model.passkeys.indexOf(passkey);
      const answered = begun.then(() => system.complete(place, passkeyPlace));
      return [model.complete(challenge, passkey), answered];
    },
  };
}

function complete(challengeNumber: number, passkeyNumber: number): Act {
  return {
    name: `challenge ${challengeNumber} is answered with passkey ${passkeyNumber}`,
    isPossible: ({ challenges, passkeys }) => challenges.length > 0 && passkeys.length > 0,
    run: (model, system) => {
      const [challengePlace, challenge] = pick(model.challenges, challengeNumber % 4);
      const [passkeyPlace, passkey] = pick(model.passkeys, passkeyNumber % 4);
      return [model.complete(challenge, passkey), system.complete(challengePlace, passkeyPlace)];
    },
  };
}

function remove(who: Person, where: WorkspaceId, number: number): Act {
  return {
    name: `${who} removes passkey ${number} at ${where}`,
    isPossible: ({ passkeys }) => passkeys.length > 0,
    run: (model, system) => {
      const [place, passkey] = pick(model.passkeys, number);
      return [model.remove(who, where, passkey), listed(who, where, place, model, system)];
    },
  };
}

/** After a removal the server lists the passkeys that the model has. */
async function listed(who: Person, where: WorkspaceId, place: number, model: Model, system: System) {
  const status = await system.remove(who, where, place);
  const own = model.owned(who, toPool(where));
  const expected = own.map((one) => system.passkeys[model.passkeys.indexOf(one)]?.credentialId);
  assert.deepEqual(await system.list(who, where), expected);
  return status;
}

function refresh(number: number): Act {
  return {
    name: `refresh token ${number} is used`,
    isPossible: ({ refreshes }) => refreshes.length > 0,
    run: (model, system) => {
      const [place, token] = pick(model.refreshes, number % 2);
      return [model.refresh(token), system.refresh(place, token.authorization.workspace)];
    },
  };
}

function revoke(number: number): Act {
  return {
    name: `refresh token ${number} is revoked`,
    isPossible: ({ refreshes }) => refreshes.length > 0,
    run: (model, system) => {
      const [place, token] = pick(model.refreshes, number);
      return [model.revoke(token), system.revoke(place, token.authorization.workspace)];
    },
  };
}

function read(number: number, elsewhere: WorkspaceId): Act {
  return {
    name: `access token ${number} is sent, in every second case to ${elsewhere}`,
    isPossible: ({ accesses }) => accesses.length > 0,
    run: (model, system) => {
      const [place, token] = pick(model.accesses, number % 3);
      const where = number % 2 === 0 ? token.authorization.workspace : elsewhere;
      return [model.read(token, where), system.read(place, where)];
    },
  };
}

function advance(seconds: number): Act {
  return {
    name: `${seconds} seconds pass`,
    run: (model, system) => {
      model.now += seconds;
      return [200, system.advance(seconds)];
    },
  };
}

function switchMode(where: WorkspaceId, mode: Mode): Act {
  return {
    name: `${where} is switched to ${mode}`,
    run: (model, system) => {
      model.modes[where] = mode;
      return [200, system.switchMode(where, mode)];
    },
  };
}
