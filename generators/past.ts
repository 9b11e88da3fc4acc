import type { Gone } from "../src/core/gone.ts";
import type { Lock } from "../src/core/lock/types.ts";
import type { Order } from "../src/core/settings.ts";
import type { Entry, FieldValue } from "../src/types.ts";

/** What a page's sections and tables must know of earlier runs. */
export type Past = {
  readonly lock: Lock;
  readonly gone: readonly Gone[];
  /** How a title is written when its model is deprecated. */
  readonly mark: (title: string) => string;
  /** Whether a gone model's file of a snippet stays in the documentation. */
  readonly stays: (model: string, snippet: string) => boolean;
  /** The include path of a snippet as the lock has it. */
  readonly includeOf: (model: string, snippet: string) => string | undefined;
  /** The entries that the run is for: what they lack is added. */
  readonly selected: (entry: Entry) => boolean;
  /** Whether hand edits that are in the way give way, as --replace asks. */
  readonly replace: boolean;
  /** Whether there is a file by that include path. */
  readonly isThere: (include: string) => boolean;
  /** The entries of which what is there follows the catalog: none while that is doubtful. */
  readonly follows: (entry: Entry) => boolean;
};

/** The value that an entry is sorted by. */
export const sortKey = ({ by }: Order, entry: Entry): FieldValue => entry.fields.get(by) ?? null;

/** The value that it was sorted by when it was last applied. */
export const oldSortKey = (order: Order, entry: Entry, { lock }: Past): FieldValue => {
  const fields = lock.models.get(entry.id)?.fields;
  return fields !== undefined && Object.hasOwn(fields, order.by)
    ? (fields[order.by] ?? null)
    : sortKey(order, entry);
};
