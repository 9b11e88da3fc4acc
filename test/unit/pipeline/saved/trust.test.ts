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
const records = [record("code/made.py", "tool"), record("code/mine.py", "people")];
const lock = {
  ...emptyLock,
  files: new Map(records.map((each) => [fileKey(each.snippet, each.model), each])),
};
const trust: Trust = {
  settings: given,
  lock,
  snapshot: tree({ "api/mine.ts": "export const mine = 1;\n" }),
  replace: false,
  claimed: false,
  file: "plan.json",
};
const inputs = { config: null, catalog: null, templates: null, lock: null };
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
  ["but with --replace", change("update", "snippet", "code/mine.py"), { replace: true }, false],
  ["a file beside the client's doesn't go", change("delete", "client", "api/mine.ts"), {}, true],
  ["not with --replace either", change("delete", "client", "api/mine.ts"), { replace: true }, true],
  ["and isn't written over", change("update", "client", "api/mine.ts"), {}, true],
])("%s", (_, one, more, refused) => {
  const plan = { ...assemblePlan([one], [], inputs), lock };
  expect(untrusted(plan, { ...trust, ...more }).map(({ code }) => code)).toEqual(
    refused ? ["plan-untrusted"] : [],
  );
});
