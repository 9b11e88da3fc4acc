import type { FieldValue } from "./entry.ts";

/** A doubt about one value of a model, which holds that model's changes until it is accepted. */
export type Held = {
  /** The name of the guard. */
  readonly guard: string;
  readonly model: string;
  readonly field: string;
  /** The value as the lock has it; null for a new model. */
  readonly from: FieldValue;
  /** The value as the catalog has it. */
  readonly to: FieldValue;
};

/** What was held once and let through. */
export type Accepted = Pick<Held, "guard" | "field"> & { readonly value: FieldValue };
