import { resolve } from "node:path";
import { formatLock } from "../lock/format.ts";
import { bytesOf } from "../lock/file-records.ts";
import { writeText } from "../io/text-file.ts";
import type { Problem } from "../model/problem.ts";
import { planToJson } from "../report/json.ts";
import type { Planned } from "./plan.ts";

/** Saves a plan for `apply`; returns what went wrong. */
export const savePlan = ({ plan, nextLock }: Planned, file: string, cwd: string): Problem | undefined =>
  writeText(
    resolve(cwd, file),
    file,
    planToJson(plan, { lock: bytesOf(formatLock(nextLock(new Set()))).toString() }),
  );
