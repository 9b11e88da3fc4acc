// A release. `node .config/release.mjs X.Y.Z` gives what is unreleased that version, in CHANGELOG.md, package.json and
// the lock file, commits it and tags it vX.Y.Z: look at it, then push both. `notes vX.Y.Z` prints that version's
// part of the changelog, and fails where tag, package and changelog don't agree.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const giveUp = (message) => {
  console.error(message);
  process.exit(1);
};

const version = (text) =>
  /^v?(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(text ?? "")?.[1] ?? giveUp("Give a version: X.Y.Z.");
const read = (path) => readFileSync(path, "utf8");

/** The part of the changelog under a heading; undefined where there is none. */
const part = (heading) =>
  read("CHANGELOG.md")
    .split(/^(?=## )/m)
    .find((each) => each.startsWith(`## ${heading}\n`))
    ?.slice(`## ${heading}\n`.length)
    .trim();

const notes = (released) => {
  if (JSON.parse(read("package.json")).version !== released)
    giveUp(`package.json isn't of version ${released}.`);
  console.log(part(released) ?? giveUp(`CHANGELOG.md says nothing of ${released}.`));
};

const release = (next) => {
  const git = (...args) =>
    execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (git("status", "--porcelain") !== "") giveUp("There are changes that aren't committed.");
  if (!part("Unreleased")) giveUp("CHANGELOG.md has nothing unreleased.");
  writeFileSync(
    "CHANGELOG.md",
    read("CHANGELOG.md").replace("## Unreleased\n", `## Unreleased\n\n## ${next}\n`),
  );
  for (const path of ["package.json", "package-lock.json"]) {
    const data = JSON.parse(read(path));
    data.version = next;
    if (data.packages) data.packages[""].version = next;
    writeFileSync(path, `${JSON.stringify(data, null, 2)}\n`);
  }
  git("commit", "--all", "--message", `Release ${next}`);
  git("tag", "--annotate", "--message", next, `v${next}`);
  console.log(`Tagged v${next}: git push --follow-tags`);
};

const [first, second] = process.argv.slice(2);
if (first === "notes") notes(version(second));
else release(version(first));
