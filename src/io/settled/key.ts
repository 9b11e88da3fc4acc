import { join } from "node:path";
import process from "node:process";
import { errorOutput, output } from "../../cli/output.ts";
import { packageFolder } from "../cache/package-folder.ts";
import { lookAt } from "../status.ts";
import type { Environment } from "../cache/user-cache.ts";

/** The variables that a plan reads, apart from those that its config does and those for networks. */
const variables = ["NO_COLOR", "SOURCE_DATE_EPOCH", "NODE_OPTIONS"];

/** All that a plan is told from outside, but for what it reads; a tool that was built anew has another status. */
export const keyOf = (args: readonly string[], version: string, env: Environment): string =>
  JSON.stringify([
    version,
    lookAt(join(packageFolder, "dist", "chunks", "together.cjs"), "follow"),
    packageFolder,
    process.version,
    process.platform,
    process.execArgv,
    process.cwd(),
    args,
    variables.map((name) => env[name] ?? null),
    output.isTerminal(),
    errorOutput.isPlain(),
  ]);
