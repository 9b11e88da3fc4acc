import { expect, test } from "vitest";
import { barredAddresses } from "../../../src/catalog/barred.ts";
import { alikeSlugs } from "../../../generators/placing/alike-slugs.ts";
import { entry, settings } from "../given.ts";

test.each<[what: string, urls: readonly unknown[], want: readonly string[]]>([
  ["addresses of the web", ["https://a.example", "/a", "mailto:a@b.example", "a:b", null, 3], []],
  ["a script", ["javascript:alert(1)"], ['url of "0"']],
  [
    "in any writing",
    [" JAVA\nscript:x", "data:text/html,x", "vbscript:x"],
    ['url of "0", url of "1", url of "2"'],
  ],
  ["many", Array.from({ length: 7 }, () => "data:x"), ["and 2 more"]],
])("values that no link may lead to are told: %s", (_, urls, want) => {
  const problems = barredAddresses(
    urls.map((url, at) =>
      entry(String(at), { url: typeof url === "number" || typeof url === "string" ? url : null }),
    ),
    "c.ts",
  );
  expect(problems.map(({ code }) => code)).toEqual(want.map(() => "address-barred"));
  for (const [at, text] of want.entries()) expect(problems[at]?.message).toContain(text);
});

test.each<[header: string, makers: readonly string[], want: readonly string[]]>([
  [
    '<TabItem value="{group|slug}" label="{group}">',
    ["Acme AI", "acme-ai", "Hive"],
    ['"Acme AI", "acme-ai"'],
  ],
  ['<TabItem value="{group|slug}" label="{group}">', ["Acme AI", "Acme", "Hive"], []],
  ["## {group}", ["Acme AI", "acme-ai"], []],
])("groups of %s called %j that would share a value are told", (header, makers, want) => {
  const tables = [
    { page: "p.mdx", columns: [{ header: "Model", value: "{id}" }], group: { by: "maker", header } },
  ];
  const entries = makers.map((maker) => entry(maker, { maker }));
  const problems = alikeSlugs(settings({ tables }), entries, "c.ts");
  expect(problems.map(({ code }) => code)).toEqual(want.map(() => "group-slugs-alike"));
  for (const [at, text] of want.entries()) expect(problems[at]?.message).toContain(text);
});
