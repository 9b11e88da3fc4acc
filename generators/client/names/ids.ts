/**
 * Names of operations from what the document calls them: `repos/list-tags` → `repos.listTags`.
 */
import type { ApiOperation } from "../../api/types.ts";
import { groupOfPath } from "./paths.ts";
import { memberName } from "./reserved.ts";

/** An `operationId` longer than this is no name. */
const longest = 120;

/**
 * The name that `operationId` gives: `/` and `.` in it are groups; without one, the first tag or else the
 * first part of the path is the group. Undefined when there is no letter or digit in it.
 */
export const nameOfId = ({ operationId, tags, path }: ApiOperation): readonly string[] | undefined => {
  const parts = (operationId ?? "")
    .slice(0, longest)
    .split(/[./]/)
    .map(memberName)
    .filter((part) => part !== "");
  if (parts.length !== 1) return parts.length === 0 ? undefined : parts;
  const tag = memberName(tags[0] ?? "");
  return [tag === "" ? (groupOfPath(path)[0] ?? "root") : tag, ...parts];
};
