import { error, type Problem } from "./problem.ts";

/** What a run ends with whose caller doesn't want it any more. */
export const aborted: Problem = error(
  "aborted",
  "this run",
  "It was aborted before it was done; nothing was written.",
  "Start it again.",
);
