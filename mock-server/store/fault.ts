/** A planned fault for the next matching calls. */
export interface FaultRule {
  method: string;
  path: string;
  times: number;
  effect:
    | { is: 'fail'; status: number; errorCode: string; retryAfter?: number }
    | { is: 'delay'; milliseconds: number }
    | { is: 'truncate'; bytes: number }
    | { is: 'drop'; when: 'before' | 'after' };
}
