import { resolve } from "node:path";
import { writePieces } from "../../io/text-file.ts";
import type { Plan } from "../../model/plan.ts";
import type { Problem } from "../../model/problem.ts";
import { savedPlanPieces } from "./saved-plan.ts";

/** Writes a report; returns what went wrong. */
export const saveText = (text: string, file: string, cwd: string): Problem | undefined =>
  writePieces(resolve(cwd, file), file, [text]);

/** Saves a plan for `apply`; returns what went wrong. */
export const savePlan = (plan: Plan, file: string, cwd: string): Problem | undefined =>
  writePieces(resolve(cwd, file), file, savedPlanPieces(plan));
