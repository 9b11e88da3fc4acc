import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const npm = (args: readonly string[], cwd: string): string => {
  try {
    return execFileSync("npm", args, {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
  } catch (cause) {
    const output = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : "";
    // Vitest can't show an error from here while it keeps what it compiled.
    process.stderr.write(output);
    throw new Error(`npm ${args.join(" ")} failed:\n${output}`, { cause });
  }
};

/** Before the tests of the package: packs it (which builds it) and installs the tarball in an empty folder, as a user would. */
export default (): (() => void) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "kluster-gen-package-")));
  const tarball =
    npm(["pack", "--silent", "--pack-destination", folder], ".").trim().split("\n").at(-1) ?? "";
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "documentation", private: true, license: "MIT" }),
  );
  npm(
    ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", join(folder, tarball)],
    folder,
  );
  // Test workers are started after this and inherit the environment.
  process.env.KLUSTER_GEN_INSTALLED = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
