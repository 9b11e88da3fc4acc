import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import { checkPath } from "../../../src/model/paths.ts";
import { assignSlugs, traceSlug } from "../../../src/catalog/slug.ts";
import { safeSlug } from "../../../src/model/safe-slug.ts";
import { nastyText } from "../../support/hostile/arbitrary.ts";
import { NASTY_IDS } from "../../support/hostile/corpus.ts";
import { settings, valueOf } from "../given.ts";

const slugSettings = (more: Partial<NonNullable<Config["slug"]>> = {}) =>
  settings({ slug: { rules: [{ op: "take", separator: "/", part: -1 }, { op: "lowercase" }], ...more } })
    .slug;

const slugsOf = (ids: readonly string[], more: Partial<NonNullable<Config["slug"]>> = {}) =>
  Object.fromEntries(valueOf(assignSlugs(slugSettings(more), ids)));

describe("a slug is a safe file name", () => {
  it.each([
    ["llama3.1-8", "llama3.1-8"],
    ["a b/c:d", "a-b-c-d"],
    ["../../etc/passwd", "etc-passwd"],
    [".hidden.", "hidden"],
    ["Crème brûlée", "Creme-brulee"],
    ["ﬁne²", "fine2"],
    ["日本", "model-abc405d8"],
    ["", "model-abc405d8"],
    ["con", "model-con"],
    ["NUL.txt", "model-NUL.txt"],
    ["console", "console"],
    ["x".repeat(121), `${"x".repeat(111)}-abc405d8`],
  ])("%j → %s", (text, want) => {
    expect(safeSlug(text, "the id")).toBe(want);
  });

  const isSafe = (slug: string): boolean =>
    /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(slug) &&
    slug.length <= 120 &&
    checkPath(slug) === undefined &&
    checkPath(`${slug}.py`) === undefined;

  it.each(NASTY_IDS)("$what", ({ text }) => {
    expect(safeSlug(text, text)).toSatisfy(isSafe);
  });

  it("for any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nastyText,
          fc.constantFrom("con", "AUX.", "lpt1.md", "com9-"),
          fc.string({ unit: "binary", minLength: 100, maxLength: 300 }),
        ),
        (text) => isSafe(safeSlug(text, text)),
      ),
      { numRuns: 10_000 },
    );
  });

  it("in time that grows with its length only", () => {
    for (const piece of ["-", ".", "-.", "é", "日", "a-", " "])
      expect(safeSlug(piece.repeat(1_000_000), "x").length).toBeLessThanOrEqual(120);
  }, 5_000);
});

describe("when slugs meet", () => {
  const twins = ["a/Same", "b/same", "c/other"];

  it("`problem` names the models and stops", () => {
    const outcome = assignSlugs(slugSettings(), twins);
    expect(outcome.problems).toMatchObject([
      { code: "slug-clash", where: "slug", message: '"a/Same" and "b/same" would share the slug `same`.' },
    ]);
    expect(outcome.ok).toBe(false);
  });

  it.each<readonly ["owner" | "digest", Readonly<Record<string, string>>]>([
    ["owner", { "a/Same": "a-same", "b/same": "b-same", "c/other": "other" }],
    ["digest", { "a/Same": "same-548f451b", "b/same": "same-9d27fd0a", "c/other": "other" }],
  ])("`%s` tells them apart, all of them alike", (clash, want) => {
    expect(slugsOf(twins, { clash })).toEqual(want);
  });

  it("an alias stays as a person wrote it: the others make room", () => {
    expect(slugsOf(twins, { clash: "owner", aliases: { "a/Same": "same" } })).toEqual({
      "a/Same": "same",
      "b/same": "b-same",
      "c/other": "other",
    });
  });

  it("names that differ in case only are one name", () => {
    expect(assignSlugs(slugSettings({ rules: [] }), ["R1", "r1"]).problems).toMatchObject([
      { code: "slug-clash" },
    ]);
  });

  it("what still meets after the policy is a problem, and so are two aliases", () => {
    expect(assignSlugs(slugSettings({ clash: "owner" }), ["a/x", "b/x", "c/a-x"]).problems).toMatchObject([
      { code: "slug-clash" },
    ]);
    const aliases = { "a/x": "same", "b/y": "same" };
    expect(assignSlugs(slugSettings({ clash: "digest", aliases }), ["a/x", "b/y"]).problems).toMatchObject([
      { code: "slug-clash" },
    ]);
  });

  it("the order of the catalog changes nothing, and no two slugs are alike", () => {
    const ids = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom("a", "A", "b", "/", "-", "é"), minLength: 1, maxLength: 6 }),
      { maxLength: 12 },
    );
    const shuffled = ids.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(
        shuffled,
        fc.constantFrom("problem" as const, "owner" as const, "digest" as const),
        ([all, other], clash) => {
          const [one, two] = [all, other].map((each) => assignSlugs(slugSettings({ clash }), each));
          if (one?.ok !== true || two?.ok !== true) return one?.ok === two?.ok;
          const values = [...one.value.values()].map((slug) => slug.toLowerCase());
          return (
            new Set(values).size === all.length && all.every((id) => one.value.get(id) === two.value.get(id))
          );
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

it("the trace tells how a slug came about, to the last step", () => {
  const given = slugSettings({ clash: "digest", aliases: { "b/x": "ex two" } });
  expect(traceSlug(given, "a/Résumé", "resume-1234").map(({ name, text }) => `${name}: ${text}`)).toEqual([
    "id: a/Résumé",
    "take: Résumé",
    "lowercase: résumé",
    "safe file name: resume",
    "clash: digest: resume-1234",
  ]);
  expect(traceSlug(given, "b/x", "ex-two").map(({ name }) => name)).toEqual([
    "id",
    "alias",
    "safe file name",
  ]);
});
