import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { optionsFor, commands, type Command } from "../../src/cli/option-table.ts";
import { command } from "../support/command.ts";
import { fencesOf, isShown, stepsOf } from "./fences.ts";
import { followPage } from "./run-page.ts";

const pages = readdirSync("docs").filter((name) => name.endsWith(".md"));
const read = (name: string): string => readFileSync(name === "README.md" ? name : `docs/${name}`, "utf8");
const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "kluster-gen-docs-"));

/** The folder that first-site.md ends with: the others begin there. */
const firstSite = emptyFolder();

/** `UPDATE_DOCS=1` writes what commands print into the pages. */
const update = process.env.UPDATE_DOCS === "1";

const follow = async (folder: string, name: string): Promise<void> => {
  const judged = await followPage(folder, read(name));
  if (update) writeFileSync(`docs/${name}`, judged.text);
  else expect(judged.complaints).toEqual([]);
};

beforeAll(async () => {
  await followPage(firstSite, read("first-site.md"));
});

describe("what a page shows is so", () => {
  test.each(pages)("%s", async (name) => {
    const folder = emptyFolder();
    mkdirSync(folder, { recursive: true });
    if (name !== "first-site.md") cpSync(firstSite, folder, { recursive: true });
    await follow(folder, name);
  });
});

test("the program of client.md is right by the types of the client that the page makes", async () => {
  const folder = emptyFolder();
  cpSync(firstSite, folder, { recursive: true });
  await followPage(folder, read("client.md"));
  const tsc = resolve("node_modules/typescript/bin/tsc");
  const options = [
    "--noEmit",
    "--strict",
    "--target",
    "es2023",
    "--module",
    "nodenext",
    "--skipDefaultLibCheck",
  ];
  const check = () =>
    spawnSync(process.execPath, [tsc, ...options, "list-models.ts"], { cwd: folder, encoding: "utf8" })
      .stdout;
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  expect(check()).toBe("");
  const program = join(folder, "list-models.ts");
  writeFileSync(program, readFileSync(program, "utf8").replace("({ id })", "({ name })"));
  expect(check()).toContain("Property 'name' does not exist");
});

test("README shows the plan of this repository", async () => {
  const [shown] = fencesOf(read("README.md")).filter(({ language }) => language === "console");
  const [step] = stepsOf(shown?.text ?? "");
  expect(step?.command).toBe("npx kluster-gen plan");
  const { out } = await command("plan");
  expect(isShown(step?.output ?? [], out.trimEnd().split("\n"))).toBe(true);
});

/** Whether the command line knows a command and its options. */
const isKnown = (line: string): boolean => {
  const [name = "", ...words] = line.trim().split(/\s+/);
  if (["completion", "help"].includes(name)) return true;
  const isCommand = (word: string): word is Command => commands.some((command) => command === word);
  if (!isCommand(name)) return name.startsWith("--");
  const known = optionsFor(name);
  return words.every((word) => !word.startsWith("--") || known.includes(word.slice(2).replace(/=.*/, "")));
};

test.each(["README.md", ...pages])("%s names commands and options that there are", (name) => {
  const lines = fencesOf(read(name))
    .filter(({ language }) => language === "sh" || language === "console" || language === "yaml")
    .flatMap(({ text }) => text.replaceAll("\\\n", " ").split("\n"));
  const calls = lines.flatMap(
    (line) => /(?:^|\s)npx kluster-gen ([^#|;&>]*)/.exec(line.replace(/^\$ /, ""))?.slice(1) ?? [],
  );
  expect(calls.filter((call) => !isKnown(call))).toEqual([]);
});

describe("how pages are read", () => {
  test("fences, titles and commands", () => {
    expect(fencesOf('a\n```ts title="a/b.ts"\nx\n```\n````console\n```\n````')).toEqual([
      { language: "ts", title: "a/b.ts", text: "x", line: 1 },
      { language: "console", title: undefined, text: "```", line: 4 },
    ]);
    expect(stepsOf("$ a b  # exit code 2\none\n$ c")).toEqual([
      { command: "a b", code: 2, output: ["one"] },
      { command: "c", code: 0, output: [] },
    ]);
  });

  test.each([
    [["a", "b"], ["a", "b"], true],
    [["a", "…"], ["a", "b", "c"], true],
    [["…", "c"], ["a", "b", "c"], true],
    [["a", "…", "c"], ["a", "b"], false],
    [["a"], ["a", "b"], false],
    [[], ["a"], false],
  ])("%j shows %j: %j", (shown, lines, want) => expect(isShown(shown, lines)).toBe(want));

  test.each([
    ["plan --check", true],
    ["plan --fix", false],
    ["plam", false],
  ])("`kluster-gen %s` is known: %j", (line, want) => expect(isKnown(line)).toBe(want));
});
