/** What the next matching calls meet instead of, or before, an answer. */
export interface Scenario {
  method: string;
  path: string;
  times: number;
  effect:
    | { is: 'fail'; status: number; errorCode: string; retryAfter?: number }
    | { is: 'delay'; milliseconds: number }
    | { is: 'truncate'; bytes: number }
    | { is: 'drop'; when: 'before' | 'after' };
}
