import { compileRules } from "../../text/text-rules.ts";
import { naturally } from "../../text/natural.ts";
import type { TextRule } from "../../config/config.gen.ts";
import { toText } from "../../config/expression.ts";
import type { Model, Shape } from "../catalog/records.ts";
import type { Sorting } from "./criteria.ts";

/** What is in an ID beside its version: whose it is, days, dates without signs, and sizes (`70b`, `8x22B`). */
const besides = [
  "^.*/",
  "\\d{4}[.-]\\d{2}(?:[.-]\\d{2})?|\\d{2}[.-]\\d{4}",
  "\\d{3,}",
  "(?<![\\p{L}\\d])[aAeE]?\\d+(?:[.x]\\d+)*[bBkKmMtT](?!\\p{L})",
];

const rules: readonly TextRule[] = [
  { op: "regex", pattern: besides.join("|"), with: "" },
  { op: "regex", pattern: "^\\D*(\\d{1,2})(?:[.-](\\d{1,2}))?(?!\\d).*$", with: "$1.$2" },
  { op: "regex", pattern: "^(?!\\d{1,2}\\.\\d{0,2}$).*$", with: "" },
];

/** The version in an ID: `4.6` of `claude-opus-4-6`, `5.` of `gpt-5-mini`; nothing where it has none. */
export const versionIn = compileRules(rules).apply;

/** So many models stand above one of a lower version, and so many times more than stand above one of a higher. */
const leastFalling = 3;
const timesMore = 3;

/** What models are sorted by that stand newest first by the versions in their IDs, as far as these tell. */
export const newestFirst = (
  lists: readonly (readonly Model[])[],
  { id }: Pick<Shape, "id">,
): Sorting | undefined => {
  let falling = 0;
  let rising = 0;
  for (const models of lists) {
    const versions = models
      .map(({ leaves }) => versionIn(toText(leaves.get(id))))
      .filter((text) => text !== "");
    for (const [at, version] of versions.entries()) {
      const order = naturally(versions[at - 1] ?? version, version);
      if (order > 0) falling += 1;
      if (order < 0) rising += 1;
    }
  }
  if (falling < leastFalling || falling < timesMore * rising) return undefined;
  const criterion = { by: "idVersion", natural: true, descending: true };
  return { criterion, fields: { idVersion: { path: id, rules: [...rules] } } };
};
