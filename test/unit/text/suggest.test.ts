import { describe, expect, it } from "vitest";
import { didYouMean, listNames, nearest } from "../../../src/text/suggest.ts";

describe("what was probably meant", () => {
  it.each<readonly [name: string, candidates: readonly string[], want: string | undefined]>([
    ["plna", ["plan", "apply", "explain"], "plan"],
    ["lpan", ["plan"], "plan"],
    ["pan", ["plan"], "plan"],
    ["plann", ["plan"], "plan"],
    ["plam", ["plan"], "plan"],
    ["PLAN", ["plan"], "plan"],
    ["nalp", ["plan"], undefined],
    ["lpna", ["plan"], undefined],
    ["capabilites", ["capabilities", "catalog"], "capabilities"],
    ["haeding", ["headers", "heading"], "heading"],
    ["wrong", [], undefined],
    ["abcde", ["xabcd"], undefined],
    ["ab", ["ca"], undefined],
    ["ab", ["bc"], undefined],
    ["abc", ["abxc", "abx"], "abxc"],
    ["abc", ["abd", "abe"], "abd"],
  ])("%j among %j: %j", (name, candidates, want) => {
    expect(nearest(name, candidates)).toBe(want);
  });
});

it("where nothing is near, all are listed, at most ten", () => {
  expect(didYouMean("wrong", ["a", "b"])).toBe("Use one of `a`, `b`.");
  expect(didYouMean("wrong", [])).toBe("There is none to choose from.");
  expect(listNames(Array.from({ length: 12 }, (_, index) => `n${index}`))).toMatch(/`n9` and 2 more$/);
});
