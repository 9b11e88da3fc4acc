import { readFileSync } from "node:fs";
import { join } from "node:path";
import { excerptOf, positionAt } from "../../config/places/excerpt.ts";
import { type Find, pathOf } from "../../config/places/find.ts";
import type { Problem } from "../../model/problem.ts";
import { attempt } from "../attempt.ts";
import type { LoadedConfig } from "./config.ts";

const open = async (text: string, file: string): Promise<Find> => {
  if (/\.ya?ml$/.test(file)) return (await import("./find-in-yaml.ts")).openYaml(text);
  const find = (await import("../../config/places/in-program.ts")).openProgram(text);
  // In package.json the config is one of the keys.
  return file === "package.json" ? (path, key) => find(["kluster-onboard", ...path], key) : find;
};

/** The key that a problem is about, where its place is the object that has it. */
const keyIn = ({ code, message }: Problem): string | undefined =>
  code === "config-unknown-key" ? /^`([^`]+)`/.exec(message)?.[1] : undefined;

/**
 * The problems of a config with line, column and excerpt. What another file or a computation gives to the config is
 * told by the place that takes it.
 */
export const pointAt = async (
  problems: readonly Problem[],
  { file, folder }: LoadedConfig,
): Promise<readonly Problem[]> => {
  const text = attempt(() => readFileSync(join(folder, file), "utf8"));
  if (text === undefined) return problems;
  const find = await open(text, file);
  return problems.map((problem) => {
    if (problem.where !== file && !problem.where.startsWith(`${file}: `)) return problem;
    const place = problem.where.slice(`${file}: `.length);
    const path = pathOf(place);
    if (path === undefined) return problem;
    const position = positionAt(text, find(path, keyIn(problem)));
    const where = [`${file}:${position.line}:${position.column}`, ...(place === "" ? [] : [place])].join(
      ": ",
    );
    return { ...problem, where, excerpt: excerptOf(text, position) };
  });
};
