/** What a host says of a call, and can do about it. */
export interface Host {
  /** Absent: the host itself is the caller. */
  readonly caller?: 'this-machine' | 'stranger';
  /** Ends the connection without an answer. Absent: there is none to end. */
  readonly drop?: () => void;
}
