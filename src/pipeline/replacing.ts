import { relative, resolve, sep } from "node:path";
import type { RelativePath } from "../model/file.ts";
import type { Plan } from "../model/plan.ts";
import { error, type Problem } from "../model/problem.ts";
import type { Request } from "./load/configure.ts";

type Replacing = Pick<Request, "replace" | "replacePaths" | "cwd">;

/** A path as it was given, from the root: people name it from where they are, or from the root. */
const formsOf = (given: string, { cwd }: Replacing, root: string): readonly RelativePath[] =>
  [relative(root, resolve(cwd, given)), given].map((path) =>
    path.split(sep).join("/").replace(/^\.\//, "").replace(/\/+$/, ""),
  );

const covers = (forms: readonly RelativePath[], path: RelativePath): boolean =>
  forms.some((form) => form === "" || form === "." || path === form || path.startsWith(`${form}/`));

/** Tells whether --replace is asked for of a file or page. */
export const replacerOf = (request: Replacing, root: string): ((path: RelativePath) => boolean) => {
  const { replace, replacePaths = [] } = request;
  if (!replace) return () => false;
  if (replacePaths.length === 0) return () => true;
  const wanted = replacePaths.map((given) => formsOf(given, request, root));
  return (path) => wanted.some((forms) => covers(forms, path));
};

/** The paths of --replace at which there is nothing that a plan is about. */
export const replaceProblems = (request: Replacing, root: string, { changes }: Plan): readonly Problem[] =>
  (request.replacePaths ?? [])
    .filter((given) => !changes.some(({ path, from }) => covers(formsOf(given, request, root), from ?? path)))
    .map((given) =>
      error(
        "replace-unknown",
        `--replace ${given}`,
        "No snippet, section or table of the config is there.",
        "Name a file, a page or a folder of the documentation, from here or from its root.",
      ),
    );
