import { describe, expect, test } from "vitest";
import type { MentionsConfig } from "../../../../src/config/config.gen.ts";
import { emptyLock, type Lock } from "../../../../src/model/lock.ts";
import { entry } from "../../given.ts";
import { indexOf, planned } from "./given.ts";

const sea = [
  entry("orca-6", { owner: "sea", created: "2026-05-01", family: "orca" }),
  entry("orca-5", { owner: "sea", created: "2025-05-01", family: "orca" }),
  entry("orca-4", { owner: "sea", created: "2024-05-01", family: "orca" }),
  entry("orca-6-mini", { owner: "sea", created: "2026-06-01", family: "small" }),
  entry("reef/coral-2", { created: "2026-01-01" }),
  entry("reef/coral-1", { created: "2025-01-01" }),
];

const lockOf = (roles: Readonly<Record<string, string>>, left: readonly string[] = []): Lock => ({
  ...emptyLock,
  roles: new Map(Object.entries(roles).map(([role, model]) => [role, { type: "role", role, model }])),
  left: new Map(left.map((model) => [model, { type: "left", model }])),
});

describe("which models stand for a role", () => {
  const code = ["orca-4", "orca-5", "orca-6", "orca-6-mini", "sea/orca-3-beta", "squid-1"];
  const text = code.map((id) => `x = 1\n\nchat("${id}")\n`).join("\n");
  const moved = (follows: Parameters<typeof indexOf>[0]["roles"], lock = emptyLock, asked?: string) => {
    const index = indexOf({ pages: ["**"], roles: follows ?? {} }, sea, {
      lock,
      ...(asked === undefined ? {} : { asked }),
    });
    return planned("a.py", text, index).notes.map((note) => note.text.replace(/^line \d+: /, ""));
  };

  test.each<
    readonly [
      what: string,
      roles: Parameters<typeof indexOf>[0]["roles"],
      lock: Lock,
      asked: string | undefined,
      want: readonly string[],
    ]
  >([
    ["the first run moves nothing", { chat: { model: "orca-6" } }, emptyLock, undefined, []],
    [
      "nor does a role that is as it was",
      { chat: { model: "orca-6", follows: ["orca-4"] } },
      lockOf({ chat: "orca-6" }),
      undefined,
      [],
    ],
    [
      "the former model alone",
      { chat: { model: "orca-6" } },
      lockOf({ chat: "orca-5" }),
      undefined,
      ["orca-5 → orca-6"],
    ],
    [
      "IDs, and the former",
      { chat: { model: "orca-6", follows: ["orca-4"] } },
      lockOf({ chat: "orca-5" }),
      undefined,
      ["orca-4 → orca-6", "orca-5 → orca-6"],
    ],
    [
      "told to, without a former",
      { chat: { model: "orca-6", follows: ["orca-4"] } },
      emptyLock,
      "chat",
      ["orca-4 → orca-6"],
    ],
    [
      "another role that was told to isn't moved",
      { chat: { model: "orca-6" }, small: { model: "orca-6-mini" } },
      lockOf({ chat: "orca-5" }),
      "small",
      [],
    ],
    [
      "a pattern, of models that nothing else knows too",
      { chat: { model: "orca-6", follows: "orca-*" }, small: { model: "orca-6-mini" } },
      emptyLock,
      "chat",
      ["orca-4 → orca-6", "orca-5 → orca-6", "sea/orca-3-beta → sea/orca-6"],
    ],
    [
      "a regular expression",
      { chat: { model: "orca-6", follows: "^orca-[45]$" } },
      emptyLock,
      "chat",
      ["orca-4 → orca-6", "orca-5 → orca-6"],
    ],
    [
      "a predicate over the catalog",
      { chat: { model: "orca-6", follows: { field: "family", equals: "orca" } } },
      emptyLock,
      "chat",
      ["orca-4 → orca-6", "orca-5 → orca-6"],
    ],
    [
      "the newest by a date",
      { chat: { newest: { by: "created", where: { field: "family", equals: "orca" } } } },
      lockOf({ chat: "orca-4" }),
      undefined,
      ["orca-4 → orca-6"],
    ],
    [
      "a model that the catalog hasn't is followed by nothing",
      { chat: { model: "orca-9" } },
      lockOf({ chat: "orca-5" }),
      undefined,
      [],
    ],
  ])("%s", (_, roles, lock, asked, want) => {
    expect(moved(roles, lock, asked)).toEqual(want);
  });

  test("a model that stands for two roles is listed, and not moved", () => {
    const index = indexOf(
      {
        pages: ["**"],
        roles: {
          a: { model: "orca-6", follows: ["orca-4"] },
          b: { model: "orca-6-mini", follows: ["orca-4"] },
        },
      },
      sea,
      { lock: lockOf({ a: "orca-5", b: "orca-5" }) },
    );
    expect(planned("a.py", 'chat("orca-4")\n', index)).toMatchObject({
      edits: [],
      notes: [{ action: "keep", text: "line 1: orca-4 → orca-6, stays: it stands for several roles" }],
    });
  });

  test("a problem tells of a role without a model", () => {
    const { problems } = indexOf({ pages: ["**"], roles: { chat: { model: "orca-66" } } }, sea);
    expect(problems).toMatchObject([
      { code: "role-model", where: "config: mentions.roles.chat", fix: "Did you mean `orca-6`?" },
    ]);
  });
});

describe("in which form a name is written again", () => {
  test.each<readonly [from: string, to: string, given: string, want: string | undefined]>([
    ["orca-5", "orca-6", "orca-5", "orca-6"],
    ["orca-5", "orca-6", "sea/orca-5", "sea/orca-6"],
    ["orca-5", "orca-6", "sea:orca-5", "sea:orca-6"],
    ["orca-5", "orca-6", "gateway/orca-5", "gateway/orca-6"],
    ["reef/coral-1", "reef/coral-2", "reef/coral-1", "reef/coral-2"],
    ["reef/coral-1", "reef/coral-2", "coral-1", "coral-2"],
    ["reef/coral-1", "reef/coral-2", "reef:coral-1", "reef:coral-2"],
    ["reef/coral-1", "reef/coral-2", "hub/reef/coral-1", "hub/reef/coral-2"],
    ["orca-5", "reef/coral-2", "orca-5", "coral-2"],
    ["orca-5", "reef/coral-2", "sea/orca-5", "reef/coral-2"],
    ["orca-5", "reef/coral-2", "gateway/orca-5", undefined],
    ["orca-5", "orca-6", "models/orca-5@latest", "models/orca-6@latest"],
  ])("%s to %s: %s", (from, to, given, want) => {
    const index = indexOf(
      { pages: ["**"], forms: ["models/{id}@latest"], roles: { chat: { model: to, follows: [from] } } },
      sea,
      { asked: "chat" },
    );
    const { text, notes } = planned("a.py", `chat("${given}")\n`, index);
    expect(text).toBe(`chat("${want ?? given}")\n`);
    expect(notes).toHaveLength(1);
  });

  test("what could end a string isn't written", () => {
    const index = indexOf(
      { pages: ["**"], roles: { chat: { model: 'x"; y', follows: ["orca-5"] } } },
      [...sea, entry('x"; y')],
      {
        asked: "chat",
      },
    );
    expect(planned("a.py", 'chat("orca-5")\n', index).edits).toEqual([]);
  });
});

describe("hand edits", () => {
  const roles = { chat: { model: "orca-6", follows: ["orca-4", "orca-5"] } };
  const first = indexOf({ pages: ["**"], roles }, sea, { asked: "chat" });
  const text = 'chat("orca-5")\n\nask("orca-5")\n';
  const made = planned("a.py", text, first);

  test("are kept when the role is told to move again, and when it moves on", () => {
    expect(made.text).toBe('chat("orca-6")\n\nask("orca-6")\n');
    const edited = made.text.replace('ask("orca-6")', 'ask("orca-4")');
    const again = planned("a.py", edited, first, { records: made.records });
    expect(again.text).toBe(edited);
    expect(again.notes.map((note) => note.text)).toEqual([
      "line 3: orca-4 → orca-6, stays: people changed it back",
    ]);
    const next = indexOf({ pages: ["**"], roles: { chat: { ...roles.chat, model: "orca-6-mini" } } }, sea, {
      lock: lockOf({ chat: "orca-6" }),
    });
    const later = planned("a.py", edited, next, { records: again.records });
    expect(later.text).toBe('chat("orca-6-mini")\n\nask("orca-4")\n');
    expect(planned("a.py", later.text, next, { records: later.records }).text).toBe(later.text);
  });

  test("give way to --replace", () => {
    const edited = made.text.replace('ask("orca-6")', 'ask("orca-4")');
    expect(planned("a.py", edited, first, { records: made.records, replace: true }).text).toBe(made.text);
  });
});

describe("models that left", () => {
  const config: MentionsConfig = {
    pages: ["**"],
    retired: "replace",
    successors: { "kelp-1": "kelp-2", "kelp-2": "orca-6" },
  };

  test.each<readonly [what: string, given: string, want: string]>([
    ["the chain is followed to its end", "kelp-1", "orca-6"],
    ["one that only the lock knows has no successor", "kelp-0", "kelp-0"],
  ])("%s", (_, given, want) => {
    const index = indexOf(config, sea, { lock: lockOf({}, ["kelp-0"]) });
    const { text, notes } = planned("a.py", `chat("${given}")\n`, index);
    expect(text).toBe(`chat("${want}")\n`);
    expect(notes).toHaveLength(1);
  });

  test("a field of the catalog has the successor; a circle has none", () => {
    const entries = [
      ...sea,
      entry("kelp-7", { next: "kelp-8" }),
      entry("kelp-8", { next: "kelp-9" }),
      entry("kelp-9", { next: "kelp-8" }),
      entry("kelp-6", { next: "orca-6" }),
    ];
    const index = indexOf({ pages: ["**"], retired: "replace", left: { successor: "next" } }, entries);
    expect(planned("a.py", 'chat("kelp-6")\n', index).text).toBe('chat("orca-6")\n');
    expect(planned("a.py", 'chat("kelp-7")\n', index).edits).toEqual([]);
  });

  test("nothing is replaced unless that is asked for", () => {
    const index = indexOf({ ...config, retired: "report" }, sea);
    const { edits, notes } = planned("a.py", 'chat("kelp-1")\n', index);
    expect([edits, notes.map(({ text }) => text)]).toEqual([
      [],
      ["line 1: kelp-1 → orca-6, stays: the model left the catalog"],
    ]);
  });
});

describe("placeholders", () => {
  const roles = { chat: { model: "orca-6", follows: ["orca-5"] } };

  test("take the place of every name that stands for a role, once", () => {
    const index = indexOf({ pages: ["**"], roles, placeholders: "write" }, sea);
    const text = '```python\nchat("orca-6")\n```\n\n```python\nask("sea/orca-5")\n```\n\nAbout orca-6.\n';
    const { text: after } = planned("a.md", text, index);
    expect(after).toBe(
      '```python\nchat("{{model:chat}}")\n```\n\n```python\nask("{{model:chat}}")\n```\n\nAbout orca-6.\n',
    );
    expect(planned("a.md", after, index).edits).toEqual([]);
  });
});
