import { describe, expect, it } from "vitest";
import { emptyLock } from "../../../src/model/lock.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

/** What all rows are called changes at once: no cell may come to stand beside another model. */

const ids = ["x/ant", "x/bee", "x/cat", "y/ant"];
const nameOf = (id: string): string => id.replace("/", " ").toUpperCase();
const slugOf = (id: string): string => id.replace("/", "-");
const after = (id: string): string => ids[(ids.indexOf(id) + 1) % ids.length] ?? "";

const entries = (name = nameOf, slug = slugOf): readonly Entry[] =>
  ids.map((id, at) => entry(id, { name: name(id), slug: slug(id), price: at + 1 }));

const keys = { ID: "`{id}`", name: "{name}", link: "[{name}](models/{slug}.md)", slug: "{slug}" } as const;

const given = (value: string) =>
  settings({
    tables: [
      {
        page: "p.md",
        columns: [
          { header: "Model", value, key: true },
          { header: "Price", value: "{price}" },
          { header: "Note", value: "", owner: "people" },
        ],
      },
    ],
  });

const changes: Readonly<Record<string, { readonly to: readonly Entry[]; readonly rule?: string }>> = {
  "names reworded": { to: entries((id) => `${nameOf(id)} (new)`) },
  "names replaced": { to: entries((id) => `Model ${["z", "m", "q", "a"][ids.indexOf(id)] ?? ""}`) },
  "names that change hands": { to: entries((id) => nameOf(after(id))) },
  "slugs replaced": { to: entries(nameOf, (id) => `new-${slugOf(id)}`) },
  "slugs that change hands": { to: entries(nameOf, (id) => slugOf(after(id))) },
  "a prefix by the config": { to: entries(), rule: "Model " },
  "the name by the config": { to: entries(), rule: "{name}, " },
};

/** The rows of a page, each as what it is called, its price and people's note. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split("\n")
    .slice(2)
    .filter((line) => line !== "")
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );

/** A page as people wrote it: each note names the price that its model has. */
const pageOf = (value: string): string => {
  const top = ["| Model | Price | Note |", "|---|---|---|"];
  const { pages } = turn(given(value), entries(), { "p.md": lines(...top) });
  return (pages["p.md"] ?? "").replace(/\| (\d) \| *\|$/gm, "| $1 | n$1 |");
};

/** What a reader sees of a link is its text. */
const seen = (cell: string): string => cell.replace(/\[(.*?)\]\(.*?\)/, "$1");

describe.each(Object.entries(keys))("rows that are called by the %s", (_, value) => {
  it.each(Object.entries(changes))("%s", (what, { to, rule = "" }) => {
    const page = pageOf(value);
    const adopted = turn(given(value), entries(), { "p.md": page });
    expect(adopted.pages["p.md"]).toBe(page);
    const next = given(rule + value);
    const called = (price: string): string => {
      const { id = "", name = "", slug = "" } = to[Number(price) - 1] ?? {};
      const fields: Readonly<Record<string, string>> = { id, name, slug };
      return seen((rule + value).replace(/\{(\w+)\}/g, (__, field: string) => fields[field] ?? ""));
    };
    const kept = rowsOf(turn(next, to, adopted.pages, adopted.lock).pages["p.md"] ?? "");
    expect(kept.map(([key = "", price = "", note]) => [seen(key), note, price]).sort()).toEqual(
      ["1", "2", "3", "4"].map((price) => [called(price), `n${price}`, price]).sort(),
    );
    // Without a lock, names that change hands are the names of others.
    if (what.endsWith("change hands")) return;
    const lost = rowsOf(turn(next, to, adopted.pages, emptyLock).pages["p.md"] ?? "");
    const notes = lost.filter(([, , note]) => note !== "");
    expect(notes.map(([, price = "", note]) => [`n${price}`, note])).toEqual(
      notes.map(([, , note]) => [note, note]),
    );
    expect(notes).toHaveLength(ids.length);
  });
});
