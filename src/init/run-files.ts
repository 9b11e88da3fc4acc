import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Site } from "../io/init/site.ts";
import { formatLock, lockPath } from "../lock/file.ts";
import { configReference } from "../model/manual.ts";
import { printConfig } from "./print-config.ts";
import type { Proven } from "./run-prove.ts";

/** What `init` would write, by its path from `cwd`, and what it leaves as it is. */
export type InitFiles = {
  readonly files: ReadonlyMap<string, string>;
  /** Files that are there already, with something else in them than the config was tried with. */
  readonly standing: readonly string[];
};

/** What the files are made from. */
type Made = {
  readonly cwd: string;
  /** The config's path. */
  readonly file: string;
  readonly site: Site;
  readonly proven: Proven;
  readonly dropped: readonly string[];
  /** How many models the catalog has. */
  readonly models: number;
  /** The documentation's own templates, by their path below `templates`. */
  readonly own: ReadonlyMap<string, string>;
};

const headOf = ({ site, proven, models }: Made, isWhole: boolean): readonly string[] => {
  const { kept, absent } = proven;
  const promise = "With the catalog that it was made from, `kluster-gen plan` changes nothing: ";
  const isCounted = kept.length === 0;
  const count = isCounted ? (proven.draft.config.counters ?? []).length : kept.length;
  const what = isCounted ? "number" : "place";
  const places = `${count} ${what}${count === 1 ? " was" : "s were"} recognised`;
  return [
    `Made by \`kluster-gen init\` for this ${site.kind} documentation. ${isWhole ? promise : ""}${places}, for ${models - absent.length} of the catalog's ${models} models.`,
    `Every key is described in ${configReference}.`,
  ];
};

/** The config as a file of that name holds it; JSON is YAML as well. */
const configText = (made: Made, isWhole: boolean): string => {
  const { file, proven, dropped } = made;
  return /\.(?:json|ya?ml)$/.test(file)
    ? `${JSON.stringify({ $schema: "./node_modules/kluster-gen/schemas/config.schema.json", ...proven.draft.config }, null, 2)}\n`
    : printConfig(
        proven.draft,
        headOf(made, isWhole),
        dropped.length === 0 ? [] : ["Not in this config:", ...dropped],
      );
};

/** The config's file, and those with which it was tried: the lock, which keeps cells that differ, and templates. */
export const filesOf = (made: Made): InitFiles => {
  const { cwd, file, site, own, proven } = made;
  const lock =
    proven.lock === undefined ? undefined : Buffer.concat([...formatLock(proven.lock)]).toString("utf8");
  const beside = [
    ...(lock === undefined ? [] : [[join(site.root, lockPath).replaceAll("\\", "/"), lock] as const]),
    ...[...own].map(([path, text]) => [`templates/${path}`, text] as const),
  ];
  const isThere = (path: string): boolean => existsSync(join(cwd, path));
  const standing = beside
    .filter(([path, text]) => isThere(path) && readFileSync(join(cwd, path), "utf8") !== text)
    .map(([path]) => path);
  return {
    files: new Map([
      [file, configText(made, standing.length === 0)],
      ...beside.filter(([path]) => !isThere(path)),
    ]),
    standing,
  };
};
