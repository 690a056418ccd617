import type { LoggedCall } from '../app.ts';

/** A call as one line of text. The WebAuthn parts are left out. */
export function toTextLine(call: LoggedCall): string {
  const { at, method, path, status, milliseconds, error_code: code, reason } = call;
  const refusal = code === undefined ? '' : ` ${code}: ${reason ?? ''}`;
  return `${at} ${method} ${path} ${status} ${milliseconds} ms${refusal}`;
}

/** A call as one line of JSON (https://jsonlines.org), for programs that collect logs. */
export function toJsonLine(call: LoggedCall): string {
  return JSON.stringify(call, printed);
}

const printed = ['at', 'method', 'path', 'status', 'milliseconds', 'error_code', 'reason'];
