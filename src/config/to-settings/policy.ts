import type { Config, GuardConfig } from "../config.gen.ts";
import type { GuardSettings, PolicySettings } from "../policy-settings.ts";

const guard = (given: boolean | GuardConfig): GuardSettings => {
  const { limit, fields = {}, ranges = {} } = typeof given === "boolean" ? {} : given;
  return {
    on: given !== false,
    limit,
    fields: new Map(Object.entries(fields)),
    ranges: new Map(Object.entries(ranges)),
  };
};

/** What may go through without anybody looking at it. */
export const policy = ({ policy: given = {} }: Config): PolicySettings => {
  const { minAge, ...guards } = given.guards ?? {};
  return {
    guards: new Map(Object.entries(guards).map(([name, each]) => [name, guard(each)])),
    minAge,
    classes: given.classes,
    accept: given.accept ?? [],
  };
};
