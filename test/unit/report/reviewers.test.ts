import { describe, expect, it } from "vitest";
import { warning } from "../../../src/model/problem.ts";
import { assemblePlan } from "../../../src/pipeline/assemble.ts";
import { planToMarkdown } from "../../../src/report/markdown.ts";
import { change, hostile, inputs, review } from "../../support/review.ts";

/** What GitHub would read as text: without fences, code spans and the HTML of ours. */
const proseOf = (markdown: string): string =>
  markdown
    .replace(/^(`{3,})\w*\n[^]*?\n\1$/gm, "")
    .replace(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, "")
    .replace(/ <!-- model [\w%]+ -->$/gm, "")
    .replace(/<details><summary><code>[^<]*<\/code><\/summary>|<\/details>/g, "");

describe("the body of a pull request", () => {
  it("has what needs a person first, then the table, the models and the diffs", () => {
    const problems = [warning("odd", "a.md", "It is odd.", "Look at `--prune`.")];
    const changes = [
      change({ content: "print(1)\n" }),
      change({ path: "b.py", action: "blocked", models: ["x/b"], reason: "A hand edit is in the way." }),
      change({ path: "g.md", action: "update", kind: "section", models: [], content: "two\n" }),
    ];
    const files = new Map([["g.md", { text: "one\n", digest: "" }]]);
    expect(planToMarkdown(review(changes, { plan: assemblePlan(changes, problems, inputs), files }))).toBe(
      `**Plan: 1 to create, 1 to update, 0 to delete, 0 renamed, 0 unchanged, 1 blocked.**

### Needs a person

- **blocked** \`b.py\`: A hand edit is in the way.
- **warning** \`odd\` at \`a.md\`: It is odd. Look at \`--prune\`.

### Summary

| | created | updated | deleted | renamed | blocked | unchanged |
|---|---:|---:|---:|---:|---:|---:|
| Snippets | 1 |  |  |  | 1 |  |
| Page sections |  | 1 |  |  |  |  |

### Models

For each: do name, capabilities and templates fit, and do its snippets read well?

- [ ] **Ant 1B** (\`x/a\`): 1 snippet created; seen as \`text\`, templates \`text\` <!-- model x%2Fa -->
- [ ] **Bee 2B** (\`x/b\`): 1 snippet blocked; seen as \`text\`, templates \`text\` <!-- model x%2Fb -->

### Diffs

<details><summary><code>a.py</code></summary>

It is new.

\`\`\`diff
--- /dev/null
+++ b/a.py
@@ -0,0 +1,1 @@
+print(1)
\`\`\`

</details>

<details><summary><code>g.md</code></summary>

It is new.

\`\`\`diff
--- a/g.md
+++ b/g.md
@@ -1,1 +1,1 @@
-one
+two
\`\`\`

</details>
`,
    );
  });

  it("a hostile name is code wherever it stands", () => {
    const prose = proseOf(planToMarkdown(hostile));
    expect(prose).toContain("### Models");
    expect(prose).not.toMatch(/@|#\d|GH-|<|!\[|\]\(|www|https|0123456789|octocat/);
  });

  it.each([
    ["many", 1000, 20],
    ["large", 3, 40_000],
    ["both", 3000, 400],
  ])("%s files stay below the limit, and what is left out is told", (_, count, lines) => {
    const changes = Array.from({ length: count }, (__, index) =>
      change({ path: `${index}.py`, models: [`x/${index}`], content: "print(1)\n".repeat(lines) }),
    );
    const text = planToMarkdown(review([...changes, change({ path: "small.py", content: "x\n" })]));
    expect(text.length).toBeLessThan(61_000);
    expect(text).toMatch(/\d+ of \d+ diffs are left out here, the largest/);
    expect(text).toContain("<code>small.py</code>");
  });

  it("says when there is nothing to do", () => {
    expect(planToMarkdown(review([]))).toBe("The documentation is in step with the catalog.\n");
  });
});
