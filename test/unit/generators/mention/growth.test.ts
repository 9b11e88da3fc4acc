import { describe, expect, test } from "vitest";
import { entry } from "../../given.ts";
import { indexOf, planned } from "./given.ts";

const index = indexOf(
  {
    pages: ["**"],
    spans: true,
    roles: { chat: { model: "orca-6", follows: ["orca-5", "orca-4"] } },
    parameters: { sonar: { field: "sonar", equals: true } },
  },
  [entry("orca-6"), entry("orca-5", { sonar: true }), entry("orca-4"), entry("squid-2")],
  { asked: "chat" },
);

const record = { type: "mention", model: "orca-6", page: "page.md", made: { a: 1 } } as const;

/** Processor time of a plan, the best of three. */
const time = (path: string, text: string): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const before = process.cpuUsage();
      planned(path, text, index, { records: [record] });
      const { user, system } = process.cpuUsage(before);
      return user + system;
    }),
  );

const call = 'chat("orca-5")\n';

describe("the time that the names of a file take grows with its length only", () => {
  test.each<readonly [what: string, path: string, make: (count: number) => string]>([
    ["one fence", "page.md", (count) => `\`\`\`python\n${call.repeat(count)}\`\`\`\n`],
    ["many fences", "page.md", (count) => `\`\`\`python\n${call}\`\`\`\n\n`.repeat(count / 4)],
    ["many headings", "page.md", (count) => `## A\n\n\`\`\`\n${call}\`\`\`\n\n`.repeat(count / 4)],
    ["a file of code in one piece", "a.py", (count) => call.repeat(count)],
    ["one line", "a.json", (count) => `[${'{"model": "orca-5"}, '.repeat(count)}{}]\n`],
    ["two models on one line", "a.js", (count) => 'f("orca-5"); g("squid-2"); '.repeat(count / 2)],
    ["raw HTML", "page.md", (count) => `<div>\n${call.repeat(count)}</div>\n`],
    ["rows like delimiters", "page.md", (count) => `${"|---|---|\n".repeat(count)}orca-5\n`],
    ["one paragraph", "page.md", (count) => "Use `orca-5` for it, or orca-4.\n".repeat(count / 8)],
    ["a list", "page.md", (count) => "- Use `orca-5` for it.\n".repeat(count)],
  ])("%s", (_, path, make) => {
    const count = 2000;
    time(path, make(count));
    const [short, long] = [time(path, make(count)), time(path, make(4 * count))];
    // Four times as much takes about four times as long; with each name looking at all others it took sixteen times.
    expect(long / Math.max(short, 5000)).toBeLessThan(9);
  });
});
