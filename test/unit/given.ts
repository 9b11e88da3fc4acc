import { formats } from "../../generators/section/formats.ts";
import type { Past } from "../../generators/placing/past.ts";
import type { Config } from "../../src/config/config.gen.ts";
import { digest } from "../../src/text/digest.ts";
import { emptyLock } from "../../src/model/lock.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Snapshot } from "../../src/model/file.ts";
import { toSettings } from "../../src/config/to-settings.ts";
import type { Outcome } from "../../src/model/problem.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";

/** The smallest config that is valid, and what a test adds to it. */
export const config = (more: Partial<Config> = {}): Config => ({
  root: "docs",
  catalog: { sources: [{ file: "catalog.json" }], fields: { id: { path: "id" }, name: { path: "name" } } },
  capabilities: [{ name: "text", templates: "text" }],
  ...more,
});

export const settings = (more: Partial<Config> = {}): Settings => toSettings(config(more), formats);

/** An entry whose name and slug follow from its ID, unless they are given. */
export const entry = (
  id: string,
  more: Readonly<Record<string, FieldValue>> = {},
  capabilities: readonly string[] = [],
): Entry => {
  const name = typeof more.name === "string" ? more.name : id;
  const slug = typeof more.slug === "string" ? more.slug : id.replace(/^.*\//, "").toLowerCase();
  const fields = new Map<string, FieldValue>([
    ...Object.entries(more),
    ["id", id],
    ["name", name],
    ["slug", slug],
  ]);
  return {
    id,
    name,
    slug,
    position: typeof more.position === "number" ? more.position : 0,
    fields,
    capabilities,
    templates: "text",
  };
};

/** The past of a tree in which nothing was ever applied, and what a test adds to it. */
export const past = (more: Partial<Past> = {}): Past => ({
  lock: emptyLock,
  gone: [],
  mark: (title) => title,
  stays: () => false,
  includeOf: () => undefined,
  slugOf: (id) => id,
  isThere: () => false,
  leftovers: new Map(),
  prunes: false,
  reclaims: false,
  claim: (own) => own,
  pins: false,
  replace: () => false,
  selected: () => true,
  follows: more.selected ?? (() => true),
  ...more,
});

/** A working tree: path → text. */
export const tree = (files: Readonly<Record<string, string>>): Snapshot =>
  new Map(Object.entries(files).map(([path, text]) => [path, { text, digest: digest(text) }]));

/** The value of an outcome; problems fail the test. */
export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 2));
  return outcome.value;
};

/** The lines of a page as a table shows them best: one string, each line ended. */
export const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join("");
