import { readFileSync } from "node:fs";
import { join } from "node:path";
import { excerptOf, positionAt } from "../../config/places/excerpt.ts";
import { type Find, pathOf } from "../../config/places/find.ts";
import type { Problem } from "../../model/problem.ts";
import { attempt } from "../../text/attempt.ts";
import type { LoadedConfig } from "./config.ts";

const open = async (text: string, file: string): Promise<Find> => {
  if (/\.ya?ml$/.test(file)) return (await import("./find-in-yaml.ts")).openYaml(text);
  const find = (await import("../../config/places/in-program.ts")).openProgram(text);
  // In package.json the config is one of the keys.
  return file === "package.json" ? (path, key) => find(["kluster-onboard", ...path], key) : find;
};

/** The keys that problems are about whose place is the object that has them. */
const keys: ReadonlyMap<string, string> = new Map([
  ["page-not-found", "page"],
  ["section-not-found", "heading"],
]);

const keyIn = ({ code, message }: Problem): string | undefined =>
  code === "config-unknown-key" ? /^`([^`]+)`/.exec(message)?.[1] : keys.get(code);

/** The errors of a config with line, column and excerpt, but of what another file or a computation gives. */
export const pointAt = async (
  problems: readonly Problem[],
  { file, folder }: Pick<LoadedConfig, "file" | "folder">,
): Promise<readonly Problem[]> => {
  const isOfConfig = ({ severity, where }: Problem): boolean =>
    severity === "error" && (where === file || where.startsWith(`${file}: `));
  if (!problems.some(isOfConfig)) return problems;
  const text = attempt(() => readFileSync(join(folder, file), "utf8"));
  if (text === undefined) return problems;
  const find = await open(text, file);
  return problems.map((problem) => {
    if (!isOfConfig(problem)) return problem;
    const place = problem.where.slice(`${file}: `.length);
    const path = pathOf(place);
    if (path === undefined) return problem;
    const position = positionAt(text, find(path, keyIn(problem)));
    const line = `${file}:${position.line}:${position.column}`;
    const shown = place === "" ? line : `${line}: ${place}`;
    return { ...problem, shown, excerpt: excerptOf(text, position) };
  });
};
