/** What a run's start has found out, for the rest of it. */
export type Start = {
  /** All that a plan is told from outside, but for what it reads. */
  readonly key: string;
  /** The same again: the config may have changed it. */
  readonly keyNow: () => string;
  /** A config that was evaluated, for nothing. */
  readonly evaluated?: { readonly path: string; readonly code: string; readonly value: unknown };
};
