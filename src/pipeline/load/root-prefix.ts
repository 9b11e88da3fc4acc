import { isAbsolute, relative, sep } from "node:path";

/** The root as it is reached from `cwd`, with a final `/`; "" when it is `cwd` or outside of it. */
export const rootPrefix = (cwd: string, root: string): string => {
  const way = relative(cwd, root);
  // On another drive of Windows no relative path leads there.
  if (way === "" || way.startsWith("..") || isAbsolute(way)) return "";
  return `${way.split(sep).join("/")}/`;
};
