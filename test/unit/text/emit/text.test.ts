import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commentText } from "../../../../src/text/emit/comment.ts";
import { printable } from "../../../../src/text/emit/printable.ts";
import { nastyText } from "../../../support/hostile/arbitrary.ts";
import { run } from "../../../support/hostile/interpreters.ts";

describe("a comment", { timeout: 60_000 }, () => {
  it.each([
    ["Gemma 3 27B", "Gemma 3 27B"],
    ["a\r\nb\u2028c\0d", "a  b c d"],
    ["*/ x /* y **//", "* / x / * y ** //"],
    ["-*- coding: utf-7 -*-", "-*- coding utf-7 -*-"],
    ["vim: fileencoding =:= utf-7", "vim: fileencoding utf-7"],
    ["?> \\u000a --8<-- [start:x]", "? > \\ u000a --8 <-- [start:x]"],
    ["a\u202Eb", "a b"],
  ])("%j → %j", (text, want) => {
    expect(commentText(text)).toBe(want);
  });

  it("stays a comment for python3, bash and node, whatever the text", () => {
    const texts = fc.sample(nastyText, { numRuns: 3000, seed: 1 }).map(commentText);
    const hashes = texts.map((text) => `# Model ${text}\n`).join("");
    const slashes = texts.map((text) => `// Model ${text}\n/* Model ${text} */\n`).join("");
    expect(run("python3", ["-"], `${hashes}print("end")\n`)).toBe("end\n");
    expect(run("bash", ["-s"], `${hashes}echo end\n`)).toBe("end\n");
    expect(run("node", ["-"], `${slashes}console.log("end")\n`)).toBe("end\n");
  });
});

describe("printable text", () => {
  it.each([
    ["Gemma 3 – é 🐬", "Gemma 3 – é 🐬"],
    ["\u001B[31mred\r\n::add-mask::x", "\\u{1B}[31mred\\u{D}\\u{A}::add-mask::x"],
    ["a\u202Eb\u{E0041}", "a\\u{202E}b\\u{E0041}"],
  ])("%j → %s", (text, want) => {
    expect(printable(text)).toBe(want);
  });
});
