import { expect, test } from "vitest";
import { assemblePlan } from "../../../../src/pipeline/assemble.ts";
import { type Trust, untrusted } from "../../../../src/pipeline/saved/trust.ts";
import { emptyLock, type FileRecord, fileKey } from "../../../../src/model/lock.ts";
import type { Change } from "../../../../src/model/plan.ts";
import { digest } from "../../../../src/text/digest.ts";
import { seal, unsealed } from "../../../../generators/client/summary/digest.ts";
import { settings, tree } from "../../given.ts";

const given = settings({
  snippets: [
    { kind: "chat", language: "python", path: "code/{slug}.py", aliases: ["old/{slug}.py"] },
    { kind: "chat", language: "bash", path: "code/{slug}.sh" },
  ],
  tables: ["models.md", "prices.md"].map((page) => ({
    page,
    columns: [{ header: "Model", value: "{name}" }],
  })),
  navigation: ["mkdocs.yml", "other.yml"].map((file) => ({ file, path: ["nav"], item: "{slug}.md" })),
  mentions: { pages: ["guides/*"], successors: { "x/old": "x/new" } },
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
const records = [
  { ...record("code/made.py", "tool"), older: digest("older") },
  record("code/mine.py", "people"),
  document("old.json"),
  record("left/made.py", "tool"),
];
const lock = {
  ...emptyLock,
  files: new Map(records.map((each) => [fileKey(each.snippet, each.model), each])),
};
const trust: Trust = {
  settings: given,
  lock,
  snapshot: tree({
    "api/made.ts": seal(`// inputs sha256:${digest("x")}\n// ${unsealed}\nexport const made = 1;\n`),
    "api/mine.ts": "export const mine = 1;\n",
    "log.md": "# Log\n\nOld.\n",
    "guides/a.md": "Ask x/old, as code/old.py shows.\n",
    "elsewhere.md": "Ask x/old.\n",
  }),
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

const named = (path: string, content: string): Change => ({ ...change("update", "mention", path), content });
const create = (path: string, text = path): Change => ({
  ...{ ...change("update", "snippet", path), action: "create", before: null, after: digest(text) },
});
const renamed = (from: string, path: string): Change => ({
  ...{ ...change("update", "snippet", path), action: "rename", from },
  ...{ before: digest(from), after: digest(from) },
});
const update = (path: string): Change => change("update", "snippet", path);
const goes = change("delete", "snippet", "code/made.py");
const made = { ...record("code/made.py", "tool"), older: digest("older") };

test.each<[what: string, change: Change, more: Partial<Trust>, refused: boolean]>([
  ["a made snippet goes", goes, {}, false],
  ["one that was edited doesn't", { ...goes, before: digest("edited") }, {}, true],
  ["but one as it was made before that", { ...goes, before: digest("older") }, {}, false],
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
  [
    "what the client's file says is its own is written over",
    change("update", "client", "api/made.ts"),
    {},
    false,
  ],
  ["and goes", change("delete", "client", "api/made.ts"), {}, false],
  ["a client's file that isn't there is nobody's", change("update", "client", "api/none.ts"), {}, true],
  ["one is made", { ...change("update", "client", "api/none.ts"), action: "create" }, {}, false],
  ["but not beside the client", { ...change("update", "client", "apis/a.ts"), action: "create" }, {}, true],
  [
    "nor where the config asks for none",
    change("update", "client", "api/made.ts"),
    { settings: settings({ snippets: [] }) },
    true,
  ],
  ["a snippet is made", create("code/new.py"), {}, false],
  [
    "people's snippet goes along with its model's new name",
    renamed("code/mine.py", "code/new.py"),
    {},
    false,
  ],
  [
    "but isn't changed with it",
    { ...renamed("code/mine.py", "code/new.py"), after: digest("new") },
    {},
    true,
  ],
  ["a made one may be", { ...renamed("code/made.py", "code/new.py"), after: digest("new") }, {}, false],
  ["a file that no lock knows isn't renamed", renamed("code/other.py", "code/new.py"), {}, true],
  ["links of any page are rewritten", change("update", "reference", "other.md"), {}, false],
  ["but of pages alone", change("update", "reference", "other.py"), {}, true],
  ["nor do pages go for it", change("delete", "reference", "other.md"), {}, true],
  ["a file of the navigation is changed", change("update", "navigation", "mkdocs.yml"), {}, false],
  ["another isn't", change("update", "navigation", "none.yml"), {}, true],
  ["nor does one go", change("delete", "navigation", "mkdocs.yml"), {}, true],
  [
    "a snippet stays where it was once put",
    change("update", "snippet", "old/x.py"),
    { claimed: true },
    false,
  ],
  [
    "a made file goes where the config has none any more",
    change("delete", "snippet", "left/made.py"),
    {},
    false,
  ],
  ["but isn't written there", change("update", "snippet", "left/made.py"), {}, true],
  [
    "a name of a model gives way to another",
    named("guides/a.md", "Ask x/new, as code/old.py shows.\n"),
    {},
    false,
  ],
  ["and nothing else does", named("guides/a.md", "Tell x/new, as code/old.py shows.\n"), {}, true],
  ["nor do pages go for it", { ...named("guides/a.md", ""), action: "delete" }, {}, true],
  ["not in files without names of models", named("elsewhere.md", "Ask x/new.\n"), {}, true],
  ["nor in a file that isn't there", named("guides/none.md", "Ask x/new.\n"), {}, true],
  [
    "the client's file is written over with --replace",
    change("update", "client", "api/mine.ts"),
    { replaces: () => true },
    false,
  ],
  ["the log doesn't go", change("delete", "document", "log.md"), {}, true],
  ["nor is it anything else's", { ...log("# Log\nNew.\n\nOld.\n"), kind: "samples" }, {}, true],
  ["an entry isn't put into a file that is gone", log("# Log\nNew.\n"), { snapshot: tree({}) }, true],
  ["an entry is put where entries go", log("# Log\nNew.\n\nOld.\n"), {}, false],
  ["and changes nothing else of the file", log("# Log\nNew.\n\nNew.\n"), {}, true],
  ["nor of what stands above", log("# Blog\nNew.\n\nOld.\n"), {}, true],
  ["a document that no lock knows isn't written over", change("update", "document", "models.json"), {}, true],
  ["nor a file of one change", change("update", "document", "news/0123abcd.md"), {}, true],
  ["a path that is no document's isn't one", change("update", "document", "news/mine.md"), {}, true],
  ["a page with a table is changed", change("update", "table", "models.md"), {}, false],
  ["a page without one isn't", change("update", "table", "other.md"), {}, true],
  ["a page never goes", change("delete", "table", "models.md"), {}, true],
  ["a former document goes", change("delete", "document", "old.json"), {}, false],
  ["another file doesn't with it", change("delete", "document", "code/made.py"), {}, true],
])("%s", (_, one, more, refused) => {
  const plan = { ...assemblePlan([one], [], inputs), lock };
  expect(untrusted(plan, { ...trust, ...more }).map(({ code }) => code)).toEqual(
    refused ? ["plan-untrusted"] : [],
  );
});

test.each<[action: "delete" | "update", message: string]>([
  ["delete", "The lock doesn't say that the tool made this file: it isn't deleted."],
  ["update", "The lock doesn't say that the tool made this file: it isn't written over without --replace."],
])("to %s people's file is refused so: %s", (action, message) => {
  const plan = { ...assemblePlan([change(action, "snippet", "code/mine.py")], [], inputs), lock };
  expect(untrusted(plan, trust).map((problem) => problem.message)).toEqual([message]);
});

test.each<[what: string, change: Change | undefined, next: FileRecord, refused: boolean]>([
  ["what a change makes", create("code/new.py"), record("code/new.py", "tool"), false],
  ["what no change makes", undefined, record("code/new.py", "tool"), true],
  ["another text than is made", create("code/new.py", "x"), record("code/new.py", "tool"), true],
  ["people's text as merged", create("code/new.py", "x"), record("code/new.py", "people"), false],
  ["the tool's text as merged", update("code/made.py"), { ...made, named: false }, false],
  ["a path that isn't the snippet's", create("x.py"), record("x.py", "tool"), true],
  ["another snippet's path", create("code/new.py"), { ...record("code/new.py", "tool"), snippet: "x" }, true],
  ["a document", create("models.json"), document("models.json"), false],
  ["a document that isn't one", create("code/new.py"), document("code/new.py"), true],
  ["one document as another", create("log.md"), { ...document("log.md"), snippet: "document/x" }, true],
])("the lock of a plan records %s", (_, one, next, refused) => {
  const files = new Map([...lock.files, [fileKey(next.snippet, next.model), next]]);
  const plan = { ...assemblePlan(one === undefined ? [] : [one], [], inputs), lock: { ...lock, files } };
  expect(untrusted(plan, trust).filter(({ message }) => message.includes("records"))).toHaveLength(
    refused ? 1 : 0,
  );
});

test.each<[action: "rename" | "keep", content: string, refused: boolean]>([
  ["rename", "Ask x/new, as code/new.py shows.\n", false],
  ["keep", "Ask x/new, as code/new.py shows.\n", true],
  ["rename", "Ask x/new, as code/other.py shows.\n", true],
])("a path is called anew along with its file: %s, %j", (action, content, refused) => {
  const moving: Change = { ...renamed("code/made.py", "code/new.py"), action };
  const plan = assemblePlan([moving, named("guides/a.md", content)], [], inputs);
  expect(untrusted(plan, trust)).toHaveLength(refused ? 1 : 0);
});

test("what stays isn't judged", () => {
  const staying = (["keep", "blocked"] as const).map((action) => ({
    ...change("update", "snippet", `${action}.py`),
    action,
  }));
  expect(untrusted(assemblePlan(staying, [], inputs), trust)).toEqual([]);
});
