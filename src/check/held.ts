import { misreadAs } from "../../generators/section/arrange.ts";
import { unreadableProblem } from "../../generators/section/gaps.ts";
import { type Item, makeEntry } from "../../generators/section/made.ts";
import type { Settings } from "../config/settings.ts";
import type { Scene, SectionScene } from "./types.ts";

/** Whether a title or a row's name says that its model is deprecated, in the way that the config wants it to. */
export const isMarked = ({ removal: { policy, mark } }: Settings, text: string): boolean => {
  const [before = "", after = ""] = mark.split("{title}");
  return (
    policy === "deprecate" &&
    text.length > before.length + after.length &&
    text.startsWith(before) &&
    text.endsWith(after)
  );
};

/** What gets a model what it lacks: an apply, or what lets through what is held. */
export const gets = ({ held }: Pick<Scene, "held">, model: string, does = "adds it"): string =>
  held?.(model) ?? `Run \`kluster-gen apply\`, which ${does}.`;

/** The same for its entry, which may be one that can't be read again. */
export const getsEntry = (
  scene: Pick<Scene, "held" | "file">,
  { settings }: SectionScene,
  item: Item,
): string => {
  // An entry of code takes its template to be made.
  const misread = settings.format.code
    ? undefined
    : misreadAs(settings, item, makeEntry(settings, item, "-"), () => false);
  if (misread === undefined) return gets(scene, item.entry.id);
  const { message, fix } = unreadableProblem({ section: settings, file: scene.file }, item, misread);
  return `${message} ${fix}`;
};
