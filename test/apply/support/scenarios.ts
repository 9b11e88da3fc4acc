import { digest } from "../../../src/text/digest.ts";
import type { StateFile } from "../../../src/lock/file-records.ts";
import type { Change } from "../../../src/model/plan.ts";
import type { Tree } from "./memory-fs.ts";

/** A tree, what is to be done with it, and what it is afterwards. */
export type Scenario = {
  readonly name: string;
  readonly before: Tree;
  readonly changes: readonly Change[];
  readonly state: readonly StateFile[];
  readonly after: Tree;
};

const about = { kind: "snippet", models: [], cause: "catalog", reason: "A test wants it." } as const;

export const create = (path: string, content: string): Change => ({
  ...about,
  action: "create",
  path,
  before: null,
  after: digest(content),
  content,
});

export const update = (path: string, old: string, content: string): Change => ({
  ...about,
  action: "update",
  path,
  before: digest(old),
  after: digest(content),
  content,
});

export const remove = (path: string, old: string): Change => ({
  ...about,
  action: "delete",
  path,
  before: digest(old),
  after: null,
});

export const rename = (from: string, path: string, old: string, content = old): Change => ({
  ...about,
  action: "rename",
  path,
  from,
  before: digest(old),
  after: digest(content),
  content,
});

/** Ones of each kind of change, small enough that every call of each can be made to fail. */
export const scenarios: readonly Scenario[] = [
  {
    name: "new files in old and new folders",
    before: { "people.py": "print()\n" },
    changes: [
      create("a.py", "one\n"),
      create(".snippets/code/b.py", "two\n"),
      create(".snippets/code/c.py", ""),
    ],
    state: [],
    after: {
      "people.py": "print()\n",
      "a.py": "one\n",
      ".snippets/code/b.py": "two\n",
      ".snippets/code/c.py": "",
    },
  },
  {
    name: "updates that keep line ends, byte-order mark and modes",
    before: {
      "crlf.md": "a\r\nb\r\n",
      "run.sh": { text: "old\n", mode: 0o755 },
      "fixed.md": { text: "\uFEFFx", mode: 0o444 },
    },
    changes: [
      update("crlf.md", "a\r\nb\r\n", "a\r\nc\r\n"),
      update("fixed.md", "\uFEFFx", "\uFEFFy"),
      update("run.sh", "old\n", "new\n"),
    ],
    state: [],
    after: {
      "crlf.md": "a\r\nc\r\n",
      "run.sh": { text: "new\n", mode: 0o755 },
      "fixed.md": { text: "\uFEFFy", mode: 0o444 },
    },
  },
  {
    name: "deletions, one of an empty file",
    before: { "a/b/gone.py": "gone\n", "a/stays.py": "stays\n", "empty.py": "" },
    changes: [remove("a/b/gone.py", "gone\n"), remove("empty.py", "")],
    state: [],
    after: { "a/stays.py": "stays\n" },
  },
  {
    name: "renames: one alone, a chain, a swap",
    before: { "old.sh": { text: "run\n", mode: 0o755 }, one: "1", two: "2", left: "L", right: "R" },
    changes: [
      rename("right", "left", "R"),
      rename("old.sh", "new/name.sh", "run\n", "run it\n"),
      rename("left", "right", "L"),
      rename("two", "three", "2"),
      rename("one", "two", "1"),
    ],
    state: [],
    after: { "new/name.sh": { text: "run it\n", mode: 0o755 }, two: "1", three: "2", left: "R", right: "L" },
  },
  {
    name: "everything at once, and lock files inside and outside the state folder",
    before: { "page.md": "# Page\n", "gone.py": "gone\n", "old.py": "same\n", "kluster.lock": "1\n" },
    changes: [
      remove("gone.py", "gone\n"),
      rename("old.py", "moved.py", "same\n"),
      create("new.py", "new\n"),
      update("page.md", "# Page\n", "# Page\n\nMore.\n"),
    ],
    state: [
      { path: ".kluster-gen/lock.json", before: null, content: "{}\n" },
      { path: "kluster.lock", before: digest("1\n"), content: "2\n" },
    ],
    after: {
      "page.md": "# Page\n\nMore.\n",
      "moved.py": "same\n",
      "new.py": "new\n",
      ".kluster-gen/lock.json": "{}\n",
      "kluster.lock": "2\n",
    },
  },
  {
    name: "through a linked folder, which stays a link",
    before: { "real/page.md": "old\n", "real/gone.md": "gone\n", docs: { link: "real" } },
    changes: [
      update("docs/page.md", "old\n", "new\n"),
      remove("docs/gone.md", "gone\n"),
      create("docs/sub/x.md", "x\n"),
    ],
    state: [],
    after: { "real/page.md": "new\n", "real/sub/x.md": "x\n", docs: { link: "real" } },
  },
  {
    name: "files longer than one write",
    before: { "long.md": "old line\n".repeat(2000), "short.md": "s\n" },
    changes: [
      update("long.md", "old line\n".repeat(2000), "new line\n".repeat(3000)),
      create("other.md", "o\n".repeat(4000)),
    ],
    state: [],
    after: { "long.md": "new line\n".repeat(3000), "other.md": "o\n".repeat(4000), "short.md": "s\n" },
  },
];
