import { describe, expect, test } from "vitest";
import type { NavigationConfig } from "../../../src/config/config.gen.ts";
import { emptyLock, placeKey } from "../../../src/model/lock.ts";
import { entry, lines, past } from "../given.ts";
import { planNav } from "./navigation.ts";

const entryOf = (id: string, maker: string, name = id.replace(/^./, (first) => first.toUpperCase())) =>
  entry(id, { name, maker });

describe("elements with more than the config makes", () => {
  const nav: NavigationConfig = {
    file: "astro.json",
    path: [],
    item: { label: "{name}", slug: "models/{slug}", details: "by {maker}" },
    key: "slug",
  };
  const lockOf = (records: ReturnType<typeof planNav>["records"]) => ({
    ...emptyLock,
    entries: new Map(records.map((each) => [placeKey("astro.json", each.place, each.model), each])),
  });
  const listOf = (label: string, text: string, more: string): string =>
    lines(
      "[",
      `  { "label": ${JSON.stringify(label)}, "slug": "models/auk", "details": ${JSON.stringify(text)}${more} },`,
      `  { "label": "Heron", "slug": "models/heron", "details": "by Acme" }`,
      "]",
    );

  test.each([
    ["a part of their own", "by Acme", ', "badge": { "text": "New" }'],
    ["a value of their own", "by Acme", ', "icon": "bird"'],
    ["a value that differs", "by a friend", ""],
  ])("%s stays, and their names follow", (_, text, more) => {
    const before = listOf("Auk", text, more);
    const first = planNav(nav, [entryOf("auk", "Acme"), entryOf("heron", "Acme")], before);
    expect([first.text, first.codes]).toEqual([before, []]);
    const lock = lockOf(first.records);
    const renamed = [entryOf("auk", "Acme", "Great Auk"), entryOf("heron", "Acme")];
    const next = planNav(nav, renamed, before, past({ lock }));
    expect([next.text, next.codes]).toEqual([listOf("Great Auk", text, more), []]);
    const last = planNav(nav, renamed, next.text, past({ lock: lockOf(next.records) }));
    expect(last.text).toBe(next.text);
  });
});

test("a name that people gave an element stays, whatever else is made", () => {
  const nav: NavigationConfig = {
    file: "m.json",
    path: [],
    item: { label: "{name}", slug: "models/{slug}", details: "by {maker}" },
    key: "slug",
  };
  const before = '[{ "label": "Our pick", "slug": "models/auk", "details": "by Acme" }]';
  const first = planNav(nav, [entryOf("auk", "Acme")], before);
  const records = new Map(first.records.map((each) => [placeKey("m.json", each.place, each.model), each]));
  const lock = { ...emptyLock, entries: records };
  expect(planNav(nav, [entryOf("auk", "Acme", "Great Auk")], before, past({ lock })).text).toBe(before);
});

describe("a new element below what names the group of others is told", () => {
  const order: NavigationConfig["order"] = { by: ["maker", "name"] };
  const cases: readonly (readonly [string, Pick<NavigationConfig, "file" | "order">, string, boolean])[] = [
    [
      "a separator",
      { file: "meta.json", order },
      lines("[", '  "---Acme---",', '  "auk",', '  "---Birch---",', '  "bee"', "]"),
      true,
    ],
    ["a comment", { file: "meta.yml", order }, lines("# Acme", "- auk", "# Birch", "- bee"), true],
    [
      "and not where its own is there",
      { file: "meta.yml", order },
      lines("# Acme", "- auk", "# Cedar", "- bee"),
      false,
    ],
    [
      "and not where nothing groups",
      { file: "meta.yml", order: { by: "name" } },
      "# Birch\n- auk\n- bee\n",
      false,
    ],
  ];

  test.each(cases)("%s", (_, nav, before, isTold) => {
    const all = [entryOf("auk", "Acme"), entryOf("bee", "Birch"), entryOf("coot", "Cedar")];
    const { text, codes } = planNav({ ...nav, path: [], item: "{slug}" }, all, before);
    expect(text).toContain("coot");
    expect(codes).toEqual(isTold ? ["group-unnamed"] : []);
  });
});
