import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

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

/** A config of a user's own. */
export const config = {
  root: "docs",
  vars: { platform: "Aviary", baseUrl: "https://api.example.org/v1" },
  catalog: {
    sources: [{ file: "catalog.json" }],
    list: "data",
    fields: { id: { path: "id", type: "string", required: true }, name: { path: "name" } },
  },
  slug: { rules: [{ op: "take", separator: "/", part: -1 }, { op: "lowercase" }] },
  capabilities: [{ name: "text", templates: "text" }],
  snippets: [{ kind: "real-time", language: "python", path: "code/{slug}.py" }],
  sections: [
    {
      page: "chat.md",
      heading: ["Examples"],
      kind: "real-time",
      language: "python",
      format: "mkdocs-details",
    },
  ],
  tables: [{ page: "models.md", columns: [{ header: "Model", value: "{name}" }] }],
};

/** Its catalog. */
export const catalog = {
  data: [
    { id: "acme/Auk-1B", name: "Auk 1B" },
    { id: "acme/Wren-2B", name: "Wren 2B" },
  ],
};

/** Its documentation. */
export const docs = {
  "docs/chat.md": "# Chat\n\n## Examples\n\nOne for each model.\n",
  "docs/models.md": "| Model |\n|-------|\n| Gone 7B |\n",
};

/** The whole site, with its config as JSON. */
export const site = { "kluster-onboard.config.json": config, "catalog.json": catalog, ...docs };

/** What planning the site says in its last line. */
export const sitePlan = "Plan: 2 to create, 2 to update, 0 to delete, 0 renamed, 0 unchanged.";
