import type { Config } from "../config.gen.ts";
import { checkName, type Names, type Report } from "../checks.ts";
import { guardNames, unknownGuard } from "../guard-names.ts";

/** The policy: guards that there are, for fields that there are. */
export const checkPolicy = (report: Report, { policy = {} }: Config, { fields }: Names): void => {
  for (const [index, accepted] of (policy.accept ?? []).entries()) {
    const name = unknownGuard(accepted);
    if (name !== undefined) checkName(report, `policy.accept[${index}]`, "guard", name, guardNames);
  }
  for (const [index, { field = [] }] of (policy.classes ?? []).entries())
    for (const name of field) checkName(report, `policy.classes[${index}].field`, "field", name, fields);
  const { minAge, ...guards } = policy.guards ?? {};
  if (minAge !== undefined) checkName(report, "policy.guards.minAge.field", "field", minAge.field, fields);
  for (const [guard, given] of Object.entries(guards)) {
    if (typeof given === "boolean") continue;
    for (const key of ["fields", "ranges"] as const)
      for (const name of Object.keys(given[key] ?? {}))
        checkName(report, `policy.guards.${guard}.${key}`, "field", name, fields);
  }
};
