import type { FaultRule } from '../../store/fault.ts';
import type { RequestContext } from '../context.ts';

/** Plans the fault that the next matching calls meet. In `path`, `*` is any part of a segment and `**` anything. */
export function planFault(context: RequestContext, fault: FaultRule): FaultRule {
  context.state.scenarios.push(fault);
  return fault;
}

/** Removes all planned faults. */
export function dropFaults(context: RequestContext): void {
  context.state.scenarios = [];
}

/** The fault for a call, the oldest plan first; it counts as used once. */
export function nextFault(
  context: RequestContext,
  method: string,
  path: string,
): FaultRule['effect'] | undefined {
  const { scenarios } = context.state;
  const planned = scenarios.find((scenario) => matches(scenario, method, path));
  if (!planned) return undefined;
  planned.times -= 1;
  context.state.scenarios = scenarios.filter(({ times }) => times > 0);
  return planned.effect;
}

function matches(scenario: FaultRule, method: string, path: string): boolean {
  const pattern = scenario.path.replace(/\*\*|\*|[.+?^${}()|[\]\\]/g, (found) => {
    if (found === '**') return '.*';
    return found === '*' ? '[^/]*' : `\\${found}`;
  });
  return (scenario.method === '*' || scenario.method === method) && new RegExp(`^${pattern}$`).test(path);
}
