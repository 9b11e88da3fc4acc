import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where this user's programs keep what they can make again, as the platform has it. */
const cacheHome = ({ XDG_CACHE_HOME: xdg = "", LOCALAPPDATA: local = "", HOME }: Environment): string => {
  if (isAbsolute(xdg)) return xdg;
  if (isAbsolute(local)) return local;
  return join(HOME ?? homedir(), ...(process.platform === "darwin" ? ["Library", "Caches"] : [".cache"]));
};

/** The tool's own folder there: what is kept is never written into the documentation. */
export const userCache = (env: Environment): string => join(cacheHome(env), "kluster-gen");
