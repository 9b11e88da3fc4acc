// Parts the models of a plan into groups: for each a folder with the options that limit a run to it, and one,
// `.rest`, for everything else. Prints the names of the groups, which are safe as names of folders and branches.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [planFile = "", folder = ""] = process.argv.slice(2);

/** @type {(text: string) => { readonly groups?: Readonly<Record<string, readonly string[]>> }} */
const parse = JSON.parse;
const { groups = {} } = parse(readFileSync(planFile, "utf8"));

/**
 * A name of small letters and digits; one that had to be changed gets a digest, so that no two are the same.
 * @param {string} group
 */
const nameOf = (group) => {
  const plain = group
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
  const digest = createHash("sha256").update(group).digest("hex").slice(0, 8);
  return plain === group ? plain : `${plain === "" ? "group" : plain}-${digest}`;
};

/**
 * @param {string} name
 * @param {string} option
 * @param {readonly string[]} ids
 */
const limit = (name, option, ids) => {
  mkdirSync(join(folder, name, "kluster-gen"), { recursive: true });
  // IDs may hold any character but this.
  writeFileSync(join(folder, name, "kluster-gen", "limits"), ids.map((id) => `--${option}=${id}\0`).join(""));
};

for (const [group, ids] of Object.entries(groups)) {
  limit(nameOf(group), "model", ids);
  process.stdout.write(`${nameOf(group)}\n`);
}
limit(".rest", "leave", Object.values(groups).flat());
