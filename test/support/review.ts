import { outputs } from "../../generators/index.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Change } from "../../src/model/plan.ts";
import { assemblePlan } from "../../src/pipeline/assemble.ts";
import type { Review } from "../../src/report/review.ts";

/** Inputs of a plan that was made from nothing. */
export const inputs = { config: null, catalog: null, templates: null, lock: null };
/** A new snippet, or what `more` makes of it. */
export const change = (more: Partial<Change>): Change => ({
  action: "create",
  path: "a.py",
  kind: "snippet",
  models: ["x/a"],
  cause: "catalog",
  reason: "It is new.",
  before: null,
  after: null,
  ...more,
});
/** A model of the catalog. */
export const entry = (id: string, name: string): Entry => ({
  id,
  name,
  slug: "s",
  position: 0,
  fields: new Map(),
  capabilities: ["text"],
  templates: "text",
});
/** What a report is made from. */
export const review = (changes: readonly Change[], more: Partial<Review> = {}): Review => ({
  plan: assemblePlan(changes, [], inputs),
  kinds: outputs,
  files: new Map(),
  entries: [entry("x/a", "Ant 1B"), entry("x/b", "Bee 2B")],
  ...more,
});

/** Text that would like to be more than text. */
export const evil =
  "@octocat #123 GH-7 a/b#1 </summary></details><img src=x onerror=alert(1)> ![t](//t.example/p.gif) ``` ` www.t.example https://t.example 0123456789abcdef";
/** A plan of which every text is such. */
export const hostile = review(
  [
    change({
      path: "e.py",
      models: [evil],
      reason: evil,
      content: `print()\n\`\`\`\`\n</details>\n<script>x\n${evil}\n`,
    }),
    change({ path: "f.py", action: "blocked", models: [evil], reason: evil }),
  ],
  { entries: [entry(evil, evil)] },
);
