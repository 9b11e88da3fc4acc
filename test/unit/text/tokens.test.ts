import { describe, expect, test } from "vitest";
import { tokenFinder } from "../../../src/text/mentions.ts";

const finder = (names: readonly string[]) => {
  const known = new Set(names);
  const find = tokenFinder((token) => (known.has(token) ? token : undefined));
  return (text: string) => find(text).map(({ start, end }) => [start, text.slice(start, end)] as const);
};

describe("names are found as whole tokens", () => {
  test.each<readonly [text: string, found: readonly (readonly [number, string])[]]>([
    ["gpt-5", [[0, "gpt-5"]]],
    ["gpt-5.6, gpt-5-mini, chatgpt-5, gpt-5x, my_gpt-5, GPT-5, gpt-5/x, x:gpt-5", []],
    [
      "Use gpt-5. Or gpt-5: both; or gpt-5...",
      [
        [4, "gpt-5"],
        [14, "gpt-5"],
        [30, "gpt-5"],
      ],
    ],
    [
      "使用gpt-5模型、gpt-5を使う",
      [
        [2, "gpt-5"],
        [10, "gpt-5"],
      ],
    ],
    ["der gpt-5é, égpt-5, мgpt-5", []],
    [
      "(gpt-5)[gpt-5]'gpt-5'=gpt-5|gpt-5;",
      [
        [1, "gpt-5"],
        [8, "gpt-5"],
        [15, "gpt-5"],
        [22, "gpt-5"],
        [28, "gpt-5"],
      ],
    ],
    ["--model=@cf/a/b", [[8, "@cf/a/b"]]],
    ["auto automatic auto-scaling", [[0, "auto"]]],
  ])("%j", (text, found) => {
    expect(finder(["gpt-5", "@cf/a/b", "auto"])(text)).toEqual(found);
  });

  test("words of letters alone only where names may be such", () => {
    const found = (words: boolean) =>
      tokenFinder(
        (token) => (["auto", "gpt-5"].includes(token) ? token : undefined),
        words,
      )("auto gpt-5. auto").map(({ start, value }) => `${start} ${value}`);
    expect([found(true), found(false)]).toEqual([["0 auto", "5 gpt-5", "12 auto"], ["5 gpt-5"]]);
  });
});

/** Processor time, in milliseconds. */
const spent = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

test("a pass takes time in proportion to the text, and the same for ten names and for ten thousand", () => {
  const page = Array.from(
    { length: 200 },
    (_, at) => `Some words of prose, then model-${at}.5 and \`x(${at})\`.\n`,
  ).join("");
  const time = (count: number, pages: number): number => {
    const known = new Map(Array.from({ length: count }, (_, at) => [`model-${at}.5`, at]));
    const find = tokenFinder((token) => known.get(token), false);
    find(page);
    return spent(() => {
      for (let at = 0; at < pages; at += 1) find(page);
    });
  };
  time(10, 200);
  expect(time(10_000, 400)).toBeLessThan(4 * time(10, 400) + 20);
  expect(time(10, 1600)).toBeLessThan(4 * 4 * time(10, 400) + 20);
});
