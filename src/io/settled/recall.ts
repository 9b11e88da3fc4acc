import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorOutput, output } from "../../cli/output.ts";
import { attempt } from "../attempt.ts";
import { evaluateLone } from "../config/lone-module.ts";
import { plainDigest } from "../plain-text.ts";
import { isOwn, privatePath } from "../cache/private-folder.ts";
import { type Look, lookAt } from "../status.ts";
import type { Environment } from "../cache/user-cache.ts";
import { letters, within } from "../witness.ts";
import { keyOf } from "./key.ts";
import { cheapHash, type Head, headParts, parseHead, type Said, separator } from "./record.ts";
import type { Start } from "./start.ts";

/** Either the plan is as it was, and was printed; or the run goes on, and may be remembered when there is a start. */
export type Recalled =
  | { readonly type: "answered" }
  | { readonly type: "unknown"; readonly start: Start | undefined };

const readParts = (folder: string, key: string): readonly string[] | undefined =>
  attempt(() => {
    const path = join(folder, cheapHash(key));
    const [above, status] = [lstatSync(folder), lstatSync(path)];
    if (!above.isDirectory() || !isOwn(above) || !status.isFile() || !isOwn(status)) return undefined;
    return readFileSync(path, "utf8").split(separator);
  });

const looks: ReadonlyMap<string, Look> = new Map([
  [letters.follow, "follow"],
  [letters.plain, "plain"],
  [letters.real, "real"],
]);

/** Whether everything that was read, or looked for in vain, is as it was. Throws where it can't be looked at. */
const areAsTheyWere = (parts: readonly string[]): boolean => {
  let folder = "";
  for (let at = headParts; at < parts.length - 1; at += 2) {
    const [letter = "", name = ""] = [parts[at]?.slice(0, 1), parts[at]?.slice(1)];
    const look = looks.get(letter);
    if (letter === within) folder = name;
    else if (look === undefined || lookAt(folder + name, look) !== parts[at + 1]) return false;
  }
  return true;
};

/** A record, and whether what it was made from is still as it was. */
type Found = Head & { readonly isCurrent: () => boolean };

/** The record of a plan that was told the same and would read the same. */
const findRecord = (folder: string, key: string): Found | undefined =>
  attempt(() => {
    const parts = readParts(folder, key);
    const head = parts && parseHead(parts, key);
    if (parts === undefined || head === undefined || !areAsTheyWere(parts)) return undefined;
    return { ...head, isCurrent: () => attempt(() => areAsTheyWere(parts)) === true };
  });

/** What is remembered of a plan: what it printed; or what the config was evaluated to, if it was. */
export type Consulted = { readonly said?: Said; readonly evaluated?: Start["evaluated"] };

/**
 * Looks up the last plan that was told the same, when it found nothing to do and everything that it read is as it
 * was. A config that is a program runs anyway: its value must be the same, and what it did must not count.
 */
export const consult = async (folder: string, { key, keyNow }: Start): Promise<Consulted> => {
  const head = findRecord(folder, key);
  if (head === undefined) return {};
  const { config, said, isCurrent } = head;
  if (config === undefined) return { said };
  const { path, code } = config;
  const evaluated = await evaluateLone(code, path);
  if (evaluated === undefined) return {};
  const isSame = plainDigest(evaluated.value) === config.value && attempt(keyNow) === key && isCurrent();
  return { evaluated: { path, code, value: evaluated.value }, ...(isSame ? { said } : {}) };
};

/** Answers a plan at once when the last one with these arguments found nothing to do and would again. */
export const recall = async (
  args: readonly string[],
  version: string,
  env: Environment,
): Promise<Recalled> => {
  const folder = privatePath(env, "settled");
  const keyNow = (): string => keyOf(args, version, env);
  const key = folder === undefined ? undefined : attempt(keyNow);
  if (folder === undefined || key === undefined) return { type: "unknown", start: undefined };
  const start = { key, keyNow };
  const { said, evaluated } = await consult(folder, start);
  if (said === undefined)
    return { type: "unknown", start: evaluated === undefined ? start : { ...start, evaluated } };
  for (const [to, text] of said) (to === "out" ? output : errorOutput).write(text);
  return { type: "answered" };
};
