import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Before the tests: one folder for all that they and the programs they start leave behind, removed after the last. */
export default (): (() => void) | undefined => {
  if (process.env.KLUSTER_GEN_TEMPORARY !== undefined) return undefined;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "kluster-gen-run-")));
  // Test workers are started after this and inherit the environment.
  process.env.KLUSTER_GEN_TEMPORARY = folder;
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
};
