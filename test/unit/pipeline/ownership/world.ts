import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished } from "vitest";
import { command } from "../../../support/command.ts";
import type { Config } from "../../../../src/config/config.gen.ts";
import { lockPath } from "../../../../src/lock/file.ts";
import { type Plan, planIn, type Ran, runIn } from "./running.ts";

/** A model of the miniature catalog. */
export type Model = {
  readonly id: string;
  readonly name: string;
  readonly context?: string;
  readonly about?: string;
};

/** A miniature documentation with its config, templates and catalog, and the commands to run in it. */
export type World = {
  readonly folder: string;
  readonly docs: string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  /** Replaces text in a file; the text must be there. */
  readonly edit: (path: string, from: string, to: string) => void;
  readonly remove: (path: string) => void;
  readonly exists: (path: string) => boolean;
  /** Every file of the documentation but the tool's own, with its text. */
  readonly tree: () => ReadonlyMap<string, string>;
  readonly catalog: (models: readonly unknown[]) => void;
  readonly template: (text: string) => void;
  readonly config: (change: Partial<Config>) => void;
  readonly run: (...argv: readonly string[]) => Promise<Ran>;
  readonly plan: (...argv: readonly string[]) => Promise<Plan>;
  readonly apply: (...argv: readonly string[]) => Promise<Plan>;
};

export const template = `from openai import OpenAI

client = OpenAI()

# Ask.
answer = client.ask(model=<%= it.id %>)

# Limits.
context = <%= it.fields.context %>

# Show.
print(answer)
`;

const page = `# Guide

Some words.

## Examples

## Models

| Model | Context | About |
|---|---|---|

## More

More words.
`;

export const config: Config = {
  root: "docs",
  templates: "templates",
  catalog: {
    sources: [{ file: "catalog.json" }],
    fields: {
      id: { path: "id", type: "string", required: true },
      name: { path: "name", type: "string", required: true },
      context: { path: "context", default: "8k" },
      about: { path: "about", default: "A model." },
    },
  },
  slug: {
    rules: [{ op: "take", separator: "/", part: -1 }, { op: "lowercase" }],
  },
  capabilities: [{ name: "basic", templates: "basic" }],
  // Values jump in these tests as they do on no day.
  policy: { guards: { factor: false, shrink: false } },
  snippets: [{ kind: "chat", language: "python", path: ".snippets/chat-{slug}.py" }],
  includes: { base: ".snippets" },
  sections: [
    { page: "guide.md", heading: ["Examples"], kind: "chat", language: "python", format: "mkdocs-details" },
  ],
  tables: [
    {
      page: "guide.md",
      heading: ["Models"],
      columns: [
        { header: "Model", value: "**{name}**" },
        { header: "Context", value: "{context}" },
        { header: "About", value: "{about}" },
      ],
    },
  ],
};

const filesOf = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => relative(root, join(item.parentPath, item.name)))
    .filter((path) => !path.startsWith(dirname(lockPath)))
    .sort();

/** Lays out a miniature documentation; it is removed when the test is done. */
export const makeWorld = (models: readonly Model[], change: Partial<Config> = {}): World => {
  const folder = mkdtempSync(join(tmpdir(), "ownership-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return worldIn(folder, models, change);
};

/** The same in a folder that somebody else removes. */
export const worldIn = (folder: string, models: readonly Model[], change: Partial<Config> = {}): World => {
  const world = openWorld(folder);
  world.catalog(models);
  world.template(template);
  world.config(change);
  world.write("guide.md", page);
  return world;
};

/** One that was laid out in the folder. */
export const openWorld = (folder: string): World => {
  const docs = join(folder, "docs");
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const world: World = {
    folder,
    docs,
    read: (path) => readFileSync(join(docs, path), "utf8"),
    write: (path, text) => put(join(docs, path), text),
    edit: (path, from, to) => {
      const text = world.read(path);
      if (!text.includes(from)) throw new Error(`${path} has no ${JSON.stringify(from)}:\n${text}`);
      world.write(
        path,
        text.replace(from, () => to),
      );
    },
    remove: (path) => rmSync(join(docs, path)),
    exists: (path) => existsSync(join(docs, path)),
    tree: () => new Map(filesOf(docs).map((path) => [path, world.read(path)])),
    catalog: (list) => put(join(folder, "catalog.json"), JSON.stringify(list)),
    template: (text) => put(join(folder, "templates/chat/basic/python.ejs"), text),
    config: (parts) =>
      put(join(folder, "kluster-onboard.config.json"), JSON.stringify({ ...config, ...parts })),
    run: (...argv) => runIn(folder, argv),
    plan: (...argv) => planIn(folder, ["plan", ...argv]),
    apply: (...argv) => planIn(folder, ["apply", "--no-fsync", ...argv]),
  };
  return world;
};

/** Runs `check` in it. */
export const check = ({ folder }: World) =>
  command("check", "--config", join(folder, "kluster-onboard.config.json"));

/** The titles of the page's entries, in their order. */
export const titlesOf = (text: string): readonly string[] =>
  [...text.matchAll(/^\?{3} example "(.*)"$/gm)].map((match) => match[1] ?? "");

/** The rows of the page's table, each as its cells. */
export const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
