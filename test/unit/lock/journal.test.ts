import { expect, test } from "vitest";
import { digest } from "../../../src/text/digest.ts";
import { decodeJournal, encodeJournal, type Journal } from "../../../src/lock/journal.ts";

const recordOf = (path: string, content: string | null) => ({
  path,
  before: content === null ? digest("old") : null,
  after: content === null ? null : digest(content),
  source: content === null ? null : { content },
  like: path,
  state: false,
  within: path === "a/b.md" ? "a" : null,
  mode: content === null ? null : 0o644,
});

const journal: Journal = {
  token: "0123abc",
  boot: "boot",
  records: [
    recordOf("a/b.md", "# Ü\r\n"),
    recordOf("empty", ""),
    recordOf("gone", null),
    recordOf("b", "x".repeat(3 << 20)),
  ],
};

const encode = (value: Journal): Buffer => Buffer.from([...encodeJournal(value)].join(""));

/** A journal whose index was changed by somebody who can compute digests. */
const forge = (change: (index: string) => string): Buffer => {
  const bytes = encode({ ...journal, records: journal.records.slice(0, 3) });
  const text = bytes.toString("latin1");
  const end = text.split("\n").slice(0, 4).join("\n").length + 1;
  const index = change(text.slice(0, end));
  return Buffer.from(`${index}${digest(Buffer.from(index, "latin1"))}\n${text.slice(end + 65)}`, "latin1");
};

test("a journal comes back as it was written", () => {
  expect(decodeJournal(encode(journal), "j")).toEqual({ ok: true, value: journal, problems: [] });
  expect(
    decodeJournal(
      forge((index) => index),
      "j",
    ).ok,
  ).toBe(true);
});

test("a journal that is cut short, or of which any byte is wrong, is refused", () => {
  const bytes = encode({ ...journal, records: journal.records.slice(0, 3) });
  for (let at = 0; at < bytes.length; at++) {
    expect(decodeJournal(bytes.subarray(0, at), "j").problems[0]?.code).toBe("journal-damaged");
    const wrong = Buffer.from(bytes);
    wrong[at] = (wrong[at] ?? 0) ^ 1;
    expect(decodeJournal(wrong, "j").ok, `byte ${at}`).toBe(false);
  }
  expect(decodeJournal(Buffer.concat([bytes, Buffer.from("x")]), "j").ok).toBe(false);
});

test.each([
  ["a path out of the root", ['"path":"a/b.md"', '"path":"../x"']],
  ["a path of the apply itself", ['"path":"a/b.md"', '"path":".kluster-gen/journal"']],
  ["a path out of the root, in no new folder", ['"path":"gone"', '"path":"../x"']],
  ["an absolute path", ['"path":"gone"', '"path":"/etc/x"']],
  ["a new folder that isn't above the path", ['"within":"a"', '"within":"b"']],
  ["a new folder that isn't text", ['"within":"a"', '"within":1']],
  ["another format", ["journal 1", "journal 2"]],
  ["a token that isn't hex", ["0123abc", "../../x"]],
  ["a token that begins as hex", ["0123abc", "0123abc/../x"]],
  ["a token that ends as hex", ["0123abc", "../0123abc"]],
  ["no boot", ['"boot":"boot"', '"boot":1']],
  ["a negative length", ['"length":0', '"length":-1']],
  ["a length that isn't whole", ['"length":0', '"length":0.5']],
  ["negative permissions", ['"mode":420', '"mode":-1']],
  ["permissions that aren't a number", ['"mode":420', '"mode":"420"']],
  ["a name for permissions that isn't text", ['"like":"a/b.md"', '"like":1']],
  ["more records than there are bytes", ['"count":3', '"count":1e15']],
  ["a length that isn't a number", ['"length":0', '"length":"0"']],
  ["a digest that isn't text", ['"before":null', '"before":5']],
  ["a state that isn't a truth value", ['"state":false', '"state":0']],
  ["a record that isn't an object", [/\{"path":"gone".*\}/, "null"]],
  ["a record that isn't JSON", [/\{"path":"gone".*\}/, "{"]],
  ["fewer records than said", ['"count":3', '"count":9']],
  ["a count that isn't a number", ['"count":3', '"count":"3"']],
] as const)("a forged journal is refused: %s", (_, [from, to]) => {
  const forged = forge((index) => index.replace(from, to));
  expect(decodeJournal(forged, "j").problems[0]?.code).toBe("journal-damaged");
});

const piece = (value: Journal["records"]): readonly string[] =>
  [...encodeJournal({ ...journal, records: value })].map((each) => {
    const text = Buffer.from(each).toString();
    return text.startsWith('{"format":') ? "index" : `${text.length}`;
  });

test("a journal is written in few pieces, none of them empty", () => {
  const half = recordOf("half", "x".repeat(1 << 19));
  const bytes = { ...recordOf("bytes", ""), source: { content: [Buffer.from("abc"), Buffer.from("de")] } };
  expect(piece([recordOf("gone", null)])).toEqual(["index"]);
  expect(piece([half])).toEqual(["index", `${1 << 19}`]);
  expect(piece([half, half, half])).toEqual(["index", `${1 << 20}`, `${1 << 19}`]);
  expect(piece([half, half])).toEqual(["index", `${1 << 20}`]);
  expect(piece([bytes])).toEqual(["index", "3", "2"]);
  expect(piece([recordOf("a", "a"), bytes, recordOf("b", "b")])).toEqual(["index", "1", "3", "2", "1"]);
});

test("a text that is made again must be the one that was planned", () => {
  const again = (content: string) => ({ ...recordOf("a", "a"), source: { content, length: 1 } });
  expect(piece([again("a")])).toEqual(["index", "1"]);
  expect(() => piece([again("b")])).toThrow("a was rendered to another text than before.");
});
