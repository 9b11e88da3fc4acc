import type { Settings } from "../config/settings.ts";

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
