import { lstatSync, realpathSync, type Stats, statSync } from "node:fs";
import { errnoOf } from "./errno.ts";

/** How an input is looked at: what is there, links followed; a file that is no link; where a path really leads. */
export type Look = "follow" | "plain" | "real";

const statusOf = (path: string, look: "follow" | "plain"): Stats | undefined => {
  try {
    return (look === "follow" ? statSync : lstatSync)(path, { throwIfNoEntry: false });
  } catch (cause) {
    if (errnoOf(cause) === "ENOTDIR") return undefined;
    throw cause;
  }
};

/** The status of what a path leads to; undefined when nothing is there. */
export const followedStatus = (path: string): Stats | undefined => statusOf(path, "follow");

/**
 * What tells that a file or folder has changed; "" for nothing there. No device number: it may be another after the
 * machine was started anew. Permissions and owner are in the time of the status' change.
 */
export const statusText = (status: Stats | undefined): string =>
  status === undefined ? "" : `${status.size} ${status.ino} ${status.mtimeMs} ${status.ctimeMs}`;

/** The same of a path as it is now. Throws where it can't be looked at. */
export const lookAt = (path: string, look: Look): string =>
  look === "real" ? realpathSync.native(path) : statusText(statusOf(path, look));
