import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, relative, resolve } from "node:path";
import { cosmiconfigSync, defaultLoadersSync, type LoaderSync } from "cosmiconfig";
import { smallConfig } from "../../model/manual.ts";
import { error, fail, ok, type Outcome, type Problem, refuse, warning } from "../../model/problem.ts";
import { parseLenientJson } from "../../text/json.ts";
import { errnoOf } from "../errno.ts";
import { loadFault } from "./load-fault.ts";
import { importConfig, type Runtime } from "./import-config.ts";

/** A config as it was found: not yet validated. */
export type LoadedConfig = {
  readonly value: unknown;
  /** File name as problems show it. */
  readonly file: string;
  /** Absolute folder of the file: what the config's relative paths start from. */
  readonly folder: string;
};

/** Where a config is looked for. */
export type ConfigRequest = Runtime & { readonly cwd: string; readonly config: string | undefined };

const name = "kluster-onboard";
const baseNames = [name, "kluster-gen"];
const modules = ["ts", "mts", "cts", "js", "mjs", "cjs"];
const places = [
  "package.json",
  ...baseNames.flatMap((base) =>
    [...modules, "json", "yaml", "yml"].map((ending) => `${base}.config.${ending}`),
  ),
];

/** What went wrong while a config was loaded, and in which file: cosmiconfig takes some errors for `no config`. */
class LoadError extends Error {
  readonly path: string;
  override readonly cause: unknown;

  constructor(path: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.path = path;
    this.cause = cause;
  }
}

/** A config in JSON, with comments where people have them. cosmiconfig's own loader names no fault. */
const loadJson: LoaderSync = (path, content) => {
  if (content.trim() === "") return undefined;
  if (content.includes("\uFFFD") && content.includes("\0")) throw new Error("it is UTF-16, not UTF-8.");
  const parsed = parseLenientJson(content, basename(path));
  if (parsed.ok) return parsed.value;
  const [first] = parsed.problems;
  throw new Error(`${first?.message ?? ""} (${first?.where ?? ""})`);
};

const guarded =
  (load: LoaderSync): LoaderSync =>
  (path, content) => {
    try {
      const value: unknown = load(path, content);
      return value;
    } catch (cause) {
      throw new LoadError(path, cause);
    }
  };

/** cosmiconfig looks into a package.json for settings of its own first, and doesn't say what is wrong with one. */
const ofManifest = (cause: unknown): LoadError | undefined => {
  if (!(cause instanceof Error && "filepath" in cause && typeof cause.filepath === "string"))
    return undefined;
  const { filepath } = cause;
  try {
    void loadJson(filepath, readFileSync(filepath, "utf8"));
    return undefined;
  } catch (fault) {
    return new LoadError(filepath, fault);
  }
};

/** A module is only found: what it exports is to be waited for. One that a JSON file imports is a key that isn't known. */
const explorer = () => {
  const loaders: readonly (readonly [ending: string, load: LoaderSync])[] = [
    ...modules.map((ending) => [`.${ending}`, (path: string) => ({ [path]: "module" })] as const),
    [".json", loadJson],
    [".yaml", defaultLoadersSync[".yaml"]],
    [".yml", defaultLoadersSync[".yaml"]],
  ];
  return cosmiconfigSync(name, {
    cache: false,
    ignoreEmptySearchPlaces: false,
    packageProp: name,
    searchPlaces: places,
    searchStrategy: "global",
    stopDir: resolve("/"),
    loaders: Object.fromEntries(loaders.map(([ending, load]) => [ending, guarded(load)])),
  });
};

const imported = async (path: string, runtime: Runtime): Promise<unknown> => {
  try {
    return await importConfig(path, runtime);
  } catch (cause) {
    throw new LoadError(path, cause);
  }
};

/** Configs of other names beside the one that is used: what is written into them does nothing. */
const unused = (path: string): readonly Problem[] => {
  const folder = dirname(path);
  const used = basename(path);
  const others = places.filter(
    (name) => name !== used && name !== "package.json" && existsSync(resolve(folder, name)),
  );
  if (others.length === 0 || !places.includes(used)) return [];
  const names = others.map((name) => `\`${name}\``).join(" and ");
  return [
    warning(
      "config-several",
      used,
      `Beside this config there ${others.length === 1 ? "is" : "are"} ${names}, which nothing reads.`,
      "Keep one of them, or name the one that is meant with --config.",
    ),
  ];
};

const isAbove = (folder: string, start: string): boolean => {
  const way = relative(folder, start);
  return !isAbsolute(way) && !way.startsWith("..");
};

/** Finds the config: the one given, or the nearest above. Errors: `config-not-found`, `config-load-failed`, `config-empty`. */
export const loadConfig = async (request: ConfigRequest): Promise<Outcome<LoadedConfig>> => {
  const { cwd, config: path } = request;
  try {
    const { search, load } = explorer();
    const found = path === undefined ? search(cwd) : load(resolve(cwd, path));
    if (found === null || (path === undefined && !isAbove(dirname(found.filepath), cwd)))
      return refuse(
        "config-not-found",
        "this folder",
        `There is no ${name}.config.ts here or in a folder above.`,
        "Write one with `kluster-gen init`, or name it with --config.",
      );
    const file = basename(found.filepath);
    const isModule = found.isEmpty !== true && modules.includes(extname(found.filepath).slice(1));
    const value: unknown = isModule ? await imported(found.filepath, request) : found.config;
    if (value === undefined || value === null)
      return refuse(
        "config-empty",
        file,
        "The config is empty.",
        `Export an object, as ${smallConfig} shows.`,
      );
    return ok(
      { value, file, folder: dirname(found.filepath) },
      path === undefined ? unused(found.filepath) : [],
    );
  } catch (cause) {
    const failed = cause instanceof LoadError ? cause : ofManifest(cause);
    const file = failed === undefined ? (path ?? "this folder") : basename(failed.path);
    if (errnoOf(cause) === "ENOENT")
      return refuse(
        "config-not-found",
        file,
        "There is no such file.",
        "Correct the path that --config names.",
      );
    const { reason, where, excerpt = [] } = loadFault(failed?.cause ?? cause, failed?.path ?? file);
    const problem = error(
      "config-load-failed",
      where,
      `The config can't be loaded: ${reason}`,
      /\.(?:json|ya?ml)$/.test(file)
        ? "Correct the file."
        : "Correct the file; it must export the config as its default.",
    );
    return fail({ ...problem, ...(excerpt.length === 0 ? {} : { excerpt }) });
  }
};
