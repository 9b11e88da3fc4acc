import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { entry } from "../../given.ts";
import { indexOf, planned } from "./given.ts";

const index = indexOf(
  {
    pages: ["**"],
    spans: true,
    roles: { chat: { model: "orca-5.6", follows: ["orca-5", "orca-5.1", "orca-4"] } },
    retired: "replace",
    successors: {
      "kelp-1": "kelp-2",
      "kelp-2": "kelp-3",
      "reef/coral-7b": "reef/coral-9b",
      autopilot: "orca-5.6",
    },
    left: { ids: ["weed-1"] },
    parameters: { sonar: { field: "sonar", equals: true } },
  },
  [
    entry("orca-5.6", { owner: "sea" }),
    entry("orca-5", { owner: "sea", sonar: true }),
    entry("orca-4", { owner: "sea" }),
    entry("orca-5-mini", { owner: "sea" }),
    entry("squid-2", { owner: "sea" }),
    entry("kelp-3", { owner: "sea" }),
    entry("reef/coral-9b"),
  ],
  { asked: "chat" },
);

/** A line of the table: the answer, where the text stands, and the text, `\n` and `\\` written out. */
const cases = readFileSync("test/unit/generators/mention/corpus.tsv", "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const [answer = "", format = "", written = ""] = line.split("\t");
    const text = written.replace(/\\([\\n])/g, (_, sign) => (sign === "n" ? "\n" : "\\"));
    const [, fence] = /^md:(.*)$/.exec(format) ?? [];
    return [answer, format, fence === undefined ? text : `Text.\n\n\`\`\`${fence}\n${text}\n\`\`\``] as const;
  });

const answerTo = (format: string, text: string): string => {
  const path = /^mdx?(?::|$)/.test(format) ? `page.${format.replace(/:.*/, "")}` : format;
  const { edits, notes } = planned(path, `${text}\n`, index);
  return edits.length > 0 ? "rewrite" : notes.length > 0 ? "report" : "leave";
};

describe("what becomes of a name: rewritten, listed, or left alone", () => {
  test("the table is long enough", () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
  });

  test.each(cases)("%s %s %j", (answer, format, text) => {
    expect(answerTo(format, text)).toBe(answer);
  });
});
