import { join } from "node:path";
import { attempt } from "../attempt.ts";
import { keepFile, type Limits, openPrivateFolder } from "../cache/private-folder.ts";
import type { Environment } from "../cache/user-cache.ts";
import { maxBytes, type Testimony } from "../witness.ts";
import { cheapHash, formatHead, lastPart, type Said } from "./record.ts";
import type { Start } from "./start.ts";

const limits: Limits = { files: 256, bytes: 256 * 1024 * 1024 };

/** A longer answer takes longer to print than to find. */
const maxSaid = 1024 * 1024;

/** Remembers a plan that found nothing to do. Where it can't, nothing is said: the next plan takes its time. */
export const remember = (
  { key, keyNow }: Start,
  said: Said,
  { inputs, config }: Testimony,
  env: Environment,
): void => {
  const length = said.reduce((sum, [, text]) => sum + text.length, 0);
  // The config is run again before the next answer, and may have set what the rest of the run was told.
  if (length > maxSaid || attempt(keyNow) !== key) return;
  const content = [Buffer.from(formatHead({ key, said, config })), ...inputs, Buffer.from(lastPart)];
  if (content.reduce((sum, { length: bytes }) => sum + bytes, 0) > maxBytes) return;
  const folder = openPrivateFolder(env, "settled");
  if (folder !== undefined) keepFile(join(folder, cheapHash(key)), content, limits);
};
