import { describe, expect, it } from "vitest";
import { formats } from "../../../generators/section/formats.ts";
import type { Config } from "../../../src/config/config.gen.ts";
import { toSettings } from "../../../src/config/to-settings.ts";
import { ok } from "../../../src/model/problem.ts";
import { plan } from "../generators/pages.ts";
import { configs, found, models } from "./support.ts";

const config = (format: string): Config => ({
  ...configs.python,
  protect: [],
  snippets: [
    format.startsWith("mkdocs")
      ? { kind: "chat", language: "python", path: "inc/chat-{slug}.py" }
      : { kind: "chat", language: "python" },
  ],
  sections: [{ page: "p.md", heading: ["Python"], kind: "chat", language: "python", format }],
});

const inline = { render: () => ok("print(1)\n"), merge: () => undefined, unpack: () => undefined };

/** A page with the entries of all models, and the files that they cite. */
const made = (format: string): Readonly<Record<string, string>> => {
  const planned = plan(toSettings(config(format), formats), models, "# Python\n\nText.\n\n# More\n", inline);
  if ("codes" in planned) throw new Error(planned.codes.join());
  const files = models.map(({ slug, id }) => [`inc/chat-${slug}.py`, `model = "${id}"\n`] as const);
  return { "p.md": planned.text, ...(format.startsWith("mkdocs") ? Object.fromEntries(files) : {}) };
};

describe.each([...formats.keys()])("entries of %s", (format) => {
  it("are in order as they are made, and an entry that is taken out is missed", () => {
    const files = made(format);
    expect(found(files, config(format))).toEqual([]);
    const less = (files["p.md"] ?? "").replaceAll("Bee", "Wasp").replaceAll("bee", "wasp");
    expect(found({ ...files, "p.md": less }, config(format))).toContainEqual(
      expect.stringContaining('entry-missing: There is no entry for "Bee"'),
    );
  });
});
