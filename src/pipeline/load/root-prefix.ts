import { relative, sep } from "node:path";

/** The root as it is reached from `cwd`, with a final `/`; "" when it is `cwd` or outside of it. */
export const rootPrefix = (cwd: string, root: string): string => {
  const way = relative(cwd, root).split(sep).join("/");
  return way === "" || way.startsWith("..") ? "" : `${way}/`;
};
