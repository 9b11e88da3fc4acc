import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export * from "./site.ts";

const installed = process.env.KLUSTER_GEN_INSTALLED;
if (installed === undefined) throw new Error("these tests run in the vitest project `package`");

/** The folder that the tarball is installed in. */
export const installFolder = installed;

/** The installed command. */
export const bin = join(installFolder, "node_modules", ".bin", "kluster-gen");

/** The folder of the installed package. */
export const packageFolder = join(installFolder, "node_modules", "kluster-gen");

/** How a run ended and what it printed. */
export type Run = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the installed command without a terminal; it never waits for input. */
export const kg = (
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> =>
  new Promise((resolve) => {
    const options = {
      cwd,
      encoding: "utf8",
      env: { PATH: process.env.PATH, ...env },
      maxBuffer: 1 << 26,
      timeout: 60_000,
    } as const;
    const child = execFile(bin, args, options, (_, out, err) => resolve({ code: child.exitCode, out, err }));
    child.stdin?.end();
  });

/** Writes files, by path, below a folder; text as it is, anything else as JSON. */
export const writeFiles = (folder: string, files: Readonly<Record<string, unknown>>): void => {
  for (const [path, content] of Object.entries(files)) {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
  }
};

/** A new folder, with files, beside the installed package: what is in it finds the package as a user's own files do. */
export const project = (files: Readonly<Record<string, unknown>> = {}): string => {
  const folder = mkdtempSync(join(installFolder, "project-"));
  writeFiles(folder, files);
  return folder;
};
