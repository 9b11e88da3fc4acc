import type { Settings } from "../../src/config/settings.ts";
import type { Lock } from "../../src/model/lock.ts";
import { idSigns } from "../../src/text/mentions.ts";
import { type Names, namesOf, recordedSubject } from "./names.ts";

/** The locks before and after a change, and the files that get other names in the same plan. */
export type Around = { readonly locks: readonly Lock[]; readonly renamed: readonly string[] };

const sign = `[\\w${idSigns.replace(/[-/]/g, "\\$&")}]`;
const placeholder = /^\{\{model:[\w.-]+\}\}$/;

const namesKnown = (settings: Settings, { locks }: Around): Names | undefined => {
  const { mentions } = settings;
  if (mentions === undefined) return undefined;
  const ids = new Set([
    ...locks.flatMap(({ models, left, roles }) => [
      ...models.keys(),
      ...left.keys(),
      ...[...roles.values()].map(({ model }) => model),
    ]),
    ...mentions.roles.flatMap(({ chosen, follows }) => [
      ...(chosen.type === "model" ? [chosen.id] : []),
      ...follows.ids,
    ]),
    ...mentions.successors.keys(),
    ...mentions.successors.values(),
    ...mentions.left.ids,
  ]);
  const models = [...ids].map((id) => ({
    id,
    subject: locks.map((lock) => recordedSubject(lock, id)).find((each) => each !== undefined),
  }));
  return namesOf(
    models,
    mentions,
    mentions.roles.flatMap(({ follows }) => follows.patterns),
  );
};

/** Whether a text differs from another in nothing but names of models, and paths of files that are renamed with it. */
export const onlyNamesDiffer = (
  before: string,
  after: string,
  settings: Settings,
  around: Around,
): boolean => {
  const names = namesKnown(settings, around);
  if (names === undefined) return false;
  const split = new RegExp(`(\\{\\{model:[\\w.-]+\\}\\}|${sign}+)`);
  const [old, next] = [before.split(split), after.split(split)];
  if (old.length !== next.length) return false;
  const isName = (run: string): boolean => placeholder.test(run) || names.find(run).length > 0;
  return old.every((run, at) => {
    const now = next[at] ?? "";
    if (run === now) return true;
    if (at % 2 === 0) return false;
    return (
      (isName(run) && isName(now)) || around.renamed.some((path) => path.endsWith(now) || now.endsWith(path))
    );
  });
};
