import { expect, test } from "vitest";
import { assemblePlan } from "../../../../src/pipeline/assemble.ts";
import { type Trust, untrusted } from "../../../../src/pipeline/saved/trust.ts";
import { emptyLock, fileKey } from "../../../../src/model/lock.ts";
import type { Change } from "../../../../src/model/plan.ts";
import { digest } from "../../../../src/text/digest.ts";
import { settings, tree } from "../../given.ts";

const given = settings({
  snippets: [{ kind: "chat", language: "python", path: "code/{slug}.py" }],
  client: { api: "api.json", out: "api" },
  documents: [
    { path: "models.json", template: "m.ejs" },
    { path: "log.md", template: "c.ejs", of: "changes", at: "# Log" },
    { path: "news/{digest}.md", template: "c.ejs", of: "changes" },
  ],
});
const record = (path: string, owner: "tool" | "people") =>
  ({
    type: "file",
    model: path,
    snippet: "chat/python",
    path,
    owner,
    named: true,
    digest: digest(path),
    older: null,
    made: null,
    template: null,
    base: null,
  }) as const;
const document = (path: string) => ({ ...record(path, "tool"), model: "", snippet: `document/${path}` });
const records = [record("code/made.py", "tool"), record("code/mine.py", "people"), document("old.json")];
const lock = {
  ...emptyLock,
  files: new Map(records.map((each) => [fileKey(each.snippet, each.model), each])),
};
const trust: Trust = {
  settings: given,
  lock,
  snapshot: tree({ "api/mine.ts": "export const mine = 1;\n", "log.md": "# Log\n\nOld.\n" }),
  replaces: () => false,
  claimed: false,
  file: "plan.json",
};
const inputs = { config: null, catalog: null, templates: null, lock: null };
const log = (content: string): Change => ({ ...change("update", "document", "log.md"), content });
const change = (action: "delete" | "update", kind: string, path: string): Change => ({
  action,
  kind,
  path,
  models: [],
  cause: "catalog",
  reason: "Because.",
  before: digest(path),
  after: action === "delete" ? null : digest("new"),
});

test.each<[what: string, change: Change, more: Partial<Trust>, refused: boolean]>([
  ["a made snippet goes", change("delete", "snippet", "code/made.py"), {}, false],
  ["a snippet that people wrote doesn't", change("delete", "snippet", "code/mine.py"), {}, true],
  ["one that no lock knows doesn't", change("delete", "snippet", "code/other.py"), {}, true],
  ["unless all is claimed", change("delete", "snippet", "code/other.py"), { claimed: true }, false],
  [
    "what isn't of the config's paths stays then, too",
    change("delete", "snippet", "x.py"),
    { claimed: true },
    true,
  ],
  ["a made snippet is written over", change("update", "snippet", "code/made.py"), {}, false],
  ["people's isn't", change("update", "snippet", "code/mine.py"), {}, true],
  ["but with --replace", change("update", "snippet", "code/mine.py"), { replaces: () => true }, false],
  [
    "but not with --replace of another file",
    change("update", "snippet", "code/mine.py"),
    { replaces: (path) => path === "code/other.py" },
    true,
  ],
  ["a file beside the client's doesn't go", change("delete", "client", "api/mine.ts"), {}, true],
  ["not with --replace either", change("delete", "client", "api/mine.ts"), { replaces: () => true }, true],
  ["and isn't written over", change("update", "client", "api/mine.ts"), {}, true],
  ["an entry is put where entries go", log("# Log\nNew.\n\nOld.\n"), {}, false],
  ["and changes nothing else of the file", log("# Log\nNew.\n\nNew.\n"), {}, true],
  ["nor of what stands above", log("# Blog\nNew.\n\nOld.\n"), {}, true],
  ["a document that no lock knows isn't written over", change("update", "document", "models.json"), {}, true],
  ["nor a file of one change", change("update", "document", "news/0123abcd.md"), {}, true],
  ["a path that is no document's isn't one", change("update", "document", "news/mine.md"), {}, true],
  ["a former document goes", change("delete", "document", "old.json"), {}, false],
  ["another file doesn't with it", change("delete", "document", "code/made.py"), {}, true],
])("%s", (_, one, more, refused) => {
  const plan = { ...assemblePlan([one], [], inputs), lock };
  expect(untrusted(plan, { ...trust, ...more }).map(({ code }) => code)).toEqual(
    refused ? ["plan-untrusted"] : [],
  );
});
