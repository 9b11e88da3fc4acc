import { referenceFinder } from "../../generators/reference/find.ts";
import { sameName } from "../../generators/reference/renaming.ts";
import type { RelativePath, Snapshot } from "../model/file.ts";
import { type Include, type LineRange, resolveInclude, targetsOf } from "./includes.ts";
import type { Found, Rule, Scene } from "./types.ts";
import { isOfKind } from "../config/path-pattern.ts";

/** The text of a file, wherever it was read; undefined where it is none. */
export const textAt = ({ snapshot, others, cited }: Scene, path: RelativePath): string | undefined =>
  [snapshot, others, cited]
    .map((files: Snapshot) => files.get(path)?.text)
    .find((text) => text !== undefined);

/** The file that an include means, and its text. */
const targetOf = (scene: Scene, include: Include): { path: RelativePath; text: string } | undefined => {
  const path = resolveInclude(
    scene.settings.includeBase,
    include,
    (each) => textAt(scene, each) !== undefined,
  );
  return path === undefined ? undefined : { path, text: textAt(scene, path) ?? "" };
};

const lineCount = (text: string): number => {
  let count = text === "" || text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
};

const isOutside = ({ first, last }: LineRange, count: number): boolean => {
  if ((first ?? 1) > count || (last ?? 0) > count) return true;
  return first !== undefined && last !== undefined && first > 0 && last > 0 && first > last;
};

const hasSection = (text: string, name: string): boolean =>
  new RegExp(`-8<-+[ \\t]+\\[[ \\t]*start[ \\t]*:[ \\t]*${name}[ \\t]*\\]`, "i").test(text);

const missing: Rule = {
  name: "include-missing",
  judge: (scene) =>
    scene.includes.flatMap((include): readonly Found[] => {
      const at = { path: include.page, line: include.line };
      if (include.path === undefined)
        return [
          {
            ...at,
            message: "This multi-line include is never closed, so all that follows is read as file names.",
            fix: "Put a line with `--8<--` alone after the last file name.",
          },
        ];
      if (targetOf(scene, include) !== undefined) return [];
      const fix = "Correct the path, add the file, or take the include out.";
      return [{ ...at, message: `The included file \`${include.path}\` isn't there.`, fix }];
    }),
};

const lines: Rule = {
  name: "include-lines",
  judge: (scene) =>
    scene.includes.flatMap((include): readonly Found[] => {
      const target = targetOf(scene, include);
      if (target === undefined) return [];
      const at = { path: include.page, line: include.line };
      const { section } = include;
      if (section !== undefined && !hasSection(target.text, section))
        return [
          {
            ...at,
            message: `${target.path} has no section \`${section}\`.`,
            fix: "Correct the section's name, or mark the section in the file.",
          },
        ];
      const count = include.ranges.length === 0 ? 0 : lineCount(target.text);
      const outside = include.ranges.find((range) => isOutside(range, count));
      if (outside === undefined) return [];
      const asked = `${outside.first ?? ""}:${outside.last ?? ""}`;
      const message = `The lines ${asked} aren't all in ${target.path}, which has ${count}.`;
      return [{ ...at, message, fix: "Correct the range, which the file has outgrown or fallen short of." }];
    }),
};

const unused: Rule = {
  name: "snippet-unused",
  judge: (scene) => {
    const { settings, snapshot, others } = scene;
    const cited = scene.sections.flatMap(({ blocks }) => blocks.flatMap(({ cites }) => cites));
    const isSnippet = (file: RelativePath): boolean =>
      settings.snippets.some((snippet) => isOfKind(snippet, file));
    // A page may show a file in ways of its markup, too.
    const find = referenceFinder(
      [...snapshot.keys()].filter(isSnippet).map((file) => sameName(file)),
      settings.includeBase,
    );
    const named = new Set(
      [...snapshot, ...others].flatMap(([page, { text }]) =>
        find(text, page).flatMap(({ from }) => from.filter((file) => file !== page)),
      ),
    );
    const used = new Set([
      ...scene.includes.flatMap((include) => targetOf(scene, include)?.path ?? []),
      ...cited.flatMap((path) => targetsOf(settings.includeBase, path)),
    ]);
    const shown = new Set(settings.sections.map(({ snippet }) => snippet));
    const owned = new Set(scene.jobs.map(({ location }) => location.path));
    return settings.snippets.flatMap((snippet) => {
      const files = [...snapshot.keys()].filter(
        (file) => isOfKind(snippet, file) && !settings.isProtected(file),
      );
      // Where neither the config nor any page shows a kind, it is shown by other means.
      if (!shown.has(snippet.id) && !files.some((file) => used.has(file))) return [];
      return files
        .filter((file) => !used.has(file) && !named.has(file))
        .map((file) => ({
          path: file,
          line: 1,
          message: "No page includes this snippet.",
          fix:
            shown.has(snippet.id) && owned.has(file)
              ? "Add its entry (`kluster-gen apply`), or delete the file."
              : "Show it in a page, or delete the file.",
        }));
    });
  },
};

/** Rules about includes. */
export const includeRules: readonly Rule[] = [missing, lines, unused];
