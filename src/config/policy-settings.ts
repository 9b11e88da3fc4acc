/** What becomes of models that left the catalog. */
export type RemovalSettings = {
  readonly policy: "keep" | "deprecate" | "prune";
  readonly mark: string;
  readonly after: number;
  readonly maxShare: number;
  /** The share of the models that may lose a field at once, where it has a limit of its own. */
  readonly fields: ReadonlyMap<string, number>;
};
