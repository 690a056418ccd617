import type { Act } from './acts.ts';
import type { ModelPage } from './model-page.ts';

/** A page that was just opened, with everything that may happen to it. */
export interface Scene {
  readonly page: ModelPage;
  readonly acts: readonly Act[];
  /** Equal for pages that go on in the same way, as far as the model shows. */
  readonly state: string;
  /** Invariants that hold after each step. */
  check(): Promise<void>;
  /** Ends pending work, and checks the invariants. */
  finish(): Promise<void>;
}

export interface Counterexample {
  readonly violation: string;
  readonly sequence: readonly string[];
  /** The sequence in sentences, and the model's trace. */
  readonly story: string;
}

export interface Exploration {
  readonly sequences: number;
  /** The first of the shortest. */
  readonly counterexample?: Counterexample;
}

export interface Limits {
  /** Acts in a sequence. */
  readonly depth: number;
  /** Continues only the first of the sequences that lead to pages in the same state, which makes greater depths possible. */
  readonly merging?: boolean;
  /** Names of the acts; all without it. */
  readonly only?: readonly string[] | undefined;
}

/**
 * Runs every sequence of acts up to a length, the shortest first, each on a page of its own, and stops at the first one
 * that violates an invariant. Acts that are not possible after a sequence do not continue it.
 */
export async function explore(
  open: () => Scene,
  { depth, merging = false, only }: Limits,
): Promise<Exploration> {
  const seen = new Set<string>();
  let sequences = 0;
  let level: readonly (readonly string[])[] = [[]];
  for (let length = 0; length <= depth; length += 1) {
    const next: (readonly string[])[] = [];
    for (const sequence of level) {
      sequences += 1;
      const { possible, state, counterexample } = await play(open(), sequence);
      if (counterexample) return { sequences, counterexample };
      const goesOn = possible.filter((name) => only?.includes(name) ?? true);
      if (!merging || !seen.has(state)) for (const name of goesOn) next.push([...sequence, name]);
      seen.add(state);
    }
    level = next;
  }
  return { sequences };
}

interface Played {
  /** Acts that may follow. */
  readonly possible: readonly string[];
  readonly state: string;
  readonly counterexample?: Counterexample;
}

/** Runs one sequence. */
export async function play(scene: Scene, sequence: readonly string[]): Promise<Played> {
  const { page, acts } = scene;
  const byName = new Map(acts.map((act) => [act.name, act]));
  await scene.check();
  for (const [index, name] of sequence.entries()) {
    const act = byName.get(name);
    if (!act) throw new Error(`No act is called ${name}.`);
    page.note(`${index + 1}. ${act.sentence}`);
    await act.run();
    await scene.check();
    if (page.violation) break;
  }
  const possible = acts.filter((act) => act.isPossible()).map((act) => act.name);
  const { state } = scene;
  if (!page.violation) {
    page.note('Everything is well again.');
    await scene.finish();
  }
  if (!page.violation) return { possible, state };
  return { possible, state, counterexample: tell(page, page.violation, sequence) };
}

function tell(page: ModelPage, violation: string, sequence: readonly string[]): Counterexample {
  const story = [violation, `Sequence: ${sequence.join(' ')}`, ...page.notes].join('\n');
  return { violation, sequence, story };
}
