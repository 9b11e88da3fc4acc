import { mentionPage, mentionsIn } from "../../generators/mention/mentions.ts";
import { ownedLines } from "../../generators/mention/owned.ts";
import { toldOf } from "../../generators/mention/plan-file.ts";
import { concerns, type Wanted, wantedIn } from "../../generators/mention/wanted.ts";
import type { RelativePath } from "../model/file.ts";
import { lineNumber, type Page } from "../page/page.ts";
import type { Found, Rule, Scene } from "./types.ts";
import { once } from "../text/once.ts";

/** A name that is to be another one, and where it stands. */
type Place = { readonly path: RelativePath; readonly page: Page; readonly wanted: Wanted };

const findPlaces = ({ mentions, settings, lock, file }: Scene): readonly Place[] => {
  if (mentions === undefined) return [];
  const { index, files } = mentions;
  return [...files].flatMap(([path, { text }]): readonly Place[] => {
    if (!concerns(text, index)) return [];
    const page = mentionPage(path, text);
    const isOwned = ownedLines(page, settings, lock, file);
    const mine = mentionsIn(page, index.names, index.settings).filter(({ line }) => !isOwned(line));
    return wantedIn(page, mine, index).map((wanted) => ({ path, page, wanted }));
  });
};

/** The names of models that are to be others, of all files: found once, and asked for by every rule. */
const placesIn = once(findPlaces);

/** What is found of such names, by what says that they are to be others. */
const wantedOf = (
  scene: Scene,
  type: Wanted["reason"]["type"],
  told: (page: Page, wanted: Wanted) => Pick<Found, "message" | "fix"> | undefined,
): readonly Found[] =>
  placesIn(scene).flatMap(({ path, page, wanted }): readonly Found[] => {
    const found = wanted.reason.type === type ? told(page, wanted) : undefined;
    return found === undefined ? [] : [{ path, line: lineNumber(page, wanted.mention.line), ...found }];
  });

const written = (page: Page, wanted: Wanted): string => toldOf(page, wanted).replace(/^line \d+: /, "");

const behind: Rule = {
  name: "mention-behind",
  judge: (scene) =>
    wantedOf(scene, "role", (page, wanted) => {
      const { reason, verdict } = wanted;
      if (reason.type !== "role" || verdict.type === "stay") return undefined;
      const { name } = reason.role;
      const what = `An older model stands for the role \`${name}\`: ${written(page, wanted)}.`;
      return verdict.type === "call"
        ? {
            message: what,
            fix: `Run \`kluster-gen apply --only mentions --role ${name}\`, or keep it by a comment.`,
          }
        : {
            message: what,
            fix: `It isn't moved, since ${verdict.why}: correct it by hand, or keep it by a comment.`,
          };
    }),
};

const retired: Rule = {
  name: "mention-retired",
  judge: (scene) =>
    wantedOf(scene, "left", (page, wanted) => ({
      message: `A model that left is named: ${written(page, wanted)}.`,
      fix:
        wanted.to === undefined
          ? "Name its successor in `mentions.successors`, or another model here."
          : `Name ${wanted.to} instead; \`mentions.retired: "replace"\` does so at call sites.`,
    })),
};

/** Rules about names of models. */
export const mentionRules: readonly Rule[] = [behind, retired];
