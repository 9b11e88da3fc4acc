import { describe, expect, it } from "vitest";
import type { FormatConfig, SectionConfig } from "../../../src/config/config.gen.ts";
import { entry, lines, settings } from "../given.ts";
import { plan } from "./pages.ts";

const models = [entry("x/a-1", { name: "A 1" }), entry("x/b", { name: 'B "b" {b}', context: 8 })];

/** A page with the entries of the models; planning it again must change nothing. */
const made = (text: string, section: Partial<SectionConfig>, format: FormatConfig = {}): string => {
  const given = settings({
    snippets: [{ kind: "k", language: "python", path: "code/{slug}.py" }],
    formats: { own: { base: "heading", ...format } },
    sections: [{ page: "p.md", format: "own", ...section }],
  });
  const planned = plan(given, models, text);
  if ("codes" in planned) throw new Error(planned.codes.join());
  expect(plan(given, models, planned.text)).toEqual(planned);
  return planned.text;
};

const file = { kind: "k", language: "python" };

describe("a format that a config declares", () => {
  it.each<readonly [what: string, format: FormatConfig, more: Partial<SectionConfig>, want: string]>([
    [
      "imports a file and shows it",
      {
        body: [
          "",
          "import {slug|identifier} from '!!raw-loader!@site/{include}';",
          "",
          '<CodeBlock language="{fence}">{{slug|identifier}}</CodeBlock>',
        ],
        cites: "^import\\s+\\w+\\s+from\\s+'!!raw-loader!@site/(?<path>[^']+)';$",
      },
      file,
      lines(
        "### A 1",
        "",
        "import a_1 from '!!raw-loader!@site/code/a-1.py';",
        "",
        '<CodeBlock language="python">{a_1}</CodeBlock>',
        "",
        "### B &#34;b&#34; &#123;b&#125;",
        "",
        "import b from '!!raw-loader!@site/code/b.py';",
        "",
        '<CodeBlock language="python">{b}</CodeBlock>',
      ),
    ],
    [
      "refers to a file from a code block",
      {
        body: ["", "```{fence} reference", "https://example.com/{include}", "```"],
        cites: "^https://example\\.com/(?<path>.+)$",
      },
      file,
      lines(
        "### A 1",
        "",
        "```python reference",
        "https://example.com/code/a-1.py",
        "```",
        "",
        "### B &#34;b&#34; &#123;b&#125;",
        "",
        "```python reference",
        "https://example.com/code/b.py",
        "```",
      ),
    ],
    [
      "includes a file in a tab of GitBook",
      { base: "gitbook-tab", body: ['{% include "{include}" %}'] },
      file,
      lines(
        "{% tabs %}",
        '{% tab title="A 1" %}',
        '{% include "code/a-1.py" %}',
        "{% endtab %}",
        "",
        '{% tab title="B &#34;b&#34; &#123;b&#125;" %}',
        '{% include "code/b.py" %}',
        "{% endtab %}",
        "{% endtabs %}",
      ),
    ],
    [
      "writes YAML",
      {
        open: "- name: {title|yaml}",
        indent: "  ",
        body: ["id: {id|yaml}"],
        end: "indent",
        blank: "never",
        recognise: '^- name: (?<title>".*")$',
      },
      {},
      lines('- name: "A 1"', '  id: "x/a-1"', '- name: "B \\"b\\" \\u007Bb\\u007D"', '  id: "x/b"'),
    ],
    [
      "lets a field land in an attribute, a link and text, each escaped for it",
      {
        base: "list-item",
        body: ['<Card title="{name}" href="/m/{id|url}" /> {name} [x](/m/{name})'],
        blank: "never",
      },
      {},
      lines(
        "- **A 1**",
        '  <Card title="A 1" href="/m/x/a-1" /> A 1 [x](/m/A%201)',
        '- **B "b" &#123;b&#125;**',
        '  <Card title="B &#34;b&#34; &#123;b&#125;" href="/m/x/b" /> B "b" &#123;b&#125; [x](/m/B%20%22b%22%20%7Bb%7D)',
      ),
    ],
  ])("%s", (_, format, more, want) => {
    expect(made("# Models\n", { heading: ["Models"], ...more }, format)).toBe(
      `# Models\n${format.blank === "never" ? "" : "\n"}${want}`.trimEnd() + "\n",
    );
  });

  it("takes the bullet and the depth of the item that it is under", () => {
    const open = "{bullet} [{title}](m/{slug|url}.md)";
    expect(made("* [Models](m.md)\n* [End](e.md)\n", { item: "Models", format: "list-item", open })).toBe(
      lines("* [Models](m.md)", "  * [A 1](m/a-1.md)", '  * [B "b" &#123;b&#125;](m/b.md)', "* [End](e.md)"),
    );
  });

  it.each<readonly [what: string, format: FormatConfig]>([
    ["reads more than the title", { base: "list-item", open: "{bullet} {title}: words" }],
    ["reads nothing", { base: "heading", open: "#### {title}", body: [] }],
  ])("is refused where its `recognise` %s", (_, format) => {
    const given = settings({
      formats: { own: format },
      sections: [{ page: "p.md", heading: ["Models"], format: "own" }],
    });
    expect(plan(given, models, "# Models\n")).toEqual({ codes: ["entry-unreadable"] });
  });

  it("is read in a block quote where its opening goes over several lines", () => {
    const given = settings({
      formats: { own: { base: "docusaurus-details", body: ["", "Is `{id}`.", ""] } },
      sections: [{ page: "p.md", heading: ["Models"], format: "own" }],
    });
    const entryOf = (id: string, title: string): string =>
      lines("> <details>", `> <summary>${title}</summary>`, ">", `> Is \`${id}\`.`, ">", "> </details>");
    const text = `# Models\n\n${entryOf("x/a-1", "A 1")}\nEnd.\n`;
    expect(plan(given, models, text)).toEqual({
      text: text.replace("\nEnd.", `>\n${entryOf("x/b", 'B "b" &#123;b&#125;')}\nEnd.`),
    });
  });
});
