/** RFC 9535 JSONPath by json-p3, which is CommonJS and so imported statically; load this only for an overlay. */
import { query } from "json-p3";

/** JSON that may be changed in place; objects have no prototype. */
export type Mutable = string | number | boolean | null | Mutable[] | { [key: string]: Mutable };

/** Keys and indexes from the root to a node. */
export type Location = readonly (string | number)[];

/** The nodes that a path selects, or why it is not a path. */
export const select = (path: string, root: Mutable): readonly Location[] | { readonly reason: string } => {
  try {
    return query(path, root).nodes.map((node) => node.location);
  } catch (reason) {
    return { reason: reason instanceof Error ? reason.message : String(reason) };
  }
};
