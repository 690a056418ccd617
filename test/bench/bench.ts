/** One line of a bench's table. Numbers are medians, unless the line names another statistic. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  /** The plain way to do the same, in the same run. */
  readonly plain?: number;
  readonly aim?: string;
}

/** The exports of a file `*.bench.ts`. */
export interface Bench {
  readonly title: string;
  measure(): Promise<readonly Row[]>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/** Runs something a number of times, one after the other. */
export async function repeat<T>(times: number, run: () => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let done = 0; done < times; done += 1) results.push(await run());
  return results;
}
