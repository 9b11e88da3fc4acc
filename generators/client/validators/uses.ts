/** Which validators each group of operations needs. */
import { validatorsOf } from "../code/callcode.ts";
import { groupsOf } from "../code/tree.ts";
import type { ClientModel } from "../types.ts";

/** Group → the types that its operations validate; groups that validate nothing are left out. */
export const validatorUses = (model: ClientModel): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    [...groupsOf(model.operations)].flatMap(([group, operations]) => {
      const names = operations.flatMap((operation) => validatorsOf(operation, model));
      const types = new Set(names.map((name) => name.slice("validate".length)));
      return types.size === 0 ? [] : [[group, types] as const];
    }),
  );
