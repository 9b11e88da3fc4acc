import { existsSync } from "node:fs";
import { digest } from "../text/digest.ts";
import { ok, type Outcome, refuse } from "../model/problem.ts";
import type { Digest } from "../model/file.ts";
import { errnoOf } from "./errno.ts";
import { packaged } from "./packaged-templates.ts";
import { readFolder } from "./template-folder.ts";

/** The templates that there are, by their path in the template folder. */
export type Templates = {
  readonly texts: ReadonlyMap<string, string>;
  /** Digest of all their names and texts. */
  readonly digest: Digest;
};

/** Those of the package; one in a folder `any` is for both sets. */
const ownTemplates = (): readonly (readonly [path: string, text: string])[] =>
  [...packaged()].flatMap(([path, text]) =>
    path.includes("/any/")
      ? ["text", "vision"].map((set) => [path.replace("/any/", `/${set}/`), text] as const)
      : [[path, text] as const],
  );

/** Reads the templates of `folder` over those of the package, but `planned` ones. Errors: `templates-unreadable`. */
export const readTemplates = (
  folder: string | undefined,
  label: string,
  planned: ReadonlyMap<string, string> = new Map(),
): Outcome<Templates> => {
  const own = ownTemplates();
  try {
    const texts = new Map([
      ...own,
      ...(folder === undefined || (planned.size > 0 && !existsSync(folder)) ? [] : readFolder(folder)),
      ...planned,
    ]);
    const inOrder = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
    return ok({ texts, digest: digest(JSON.stringify(inOrder)) });
  } catch (cause) {
    const code = errnoOf(cause) ?? "";
    return refuse(
      "templates-unreadable",
      label,
      `The template folder can't be read (${code}).`,
      "Correct `templates` in the config.",
    );
  }
};
