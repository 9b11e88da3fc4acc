import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { config, kg, project, site } from "../support/packed.ts";

const own = {
  ...config,
  snippets: [
    { kind: "real-time", language: "bash", path: "code/{slug}.md" },
    { kind: "real-time", language: "typescript", path: "code/{slug}.ts" },
  ],
  sections: [],
  templates: "templates",
  verify: { api: "openapi.yaml", baseUrl: "https://api.example.org/v1" },
};

const typescript = `const answer = await fetch(<%= it.vars.baseUrl + "/chat/completions" %>, {
  method: "POST",
  headers: { Authorization: \`Bearer \${process.env.API_KEY}\`, "Content-Type": "application/json" },
  body: JSON.stringify({ model: <%= it.id %>, messages: [{ role: "user", content: "hi" }] as const }),
});
console.log(await answer.json());
`;

test("the installed command brings all that runs snippets", async () => {
  const folder = project({
    ...site,
    "kluster-onboard.config.json": own,
    "templates/real-time/text/typescript.ejs": typescript,
    "openapi.yaml": readFileSync("examples/openapi.yaml", "utf8"),
  });
  const env = { XDG_CACHE_HOME: join(folder, "cache") };
  expect(await kg(folder, ["apply", "--verify"], env)).toMatchObject({ code: 0 });
  const { code, out, err } = await kg(folder, ["verify", "--fresh"], env);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/ passed +real-time\/bash +code\/auk-1b\.md\n/);
  expect(out).toMatch(/ passed +real-time\/typescript +code\/wren-2b\.ts\n/);
  expect(out).toContain("Verify: 4 passed, 0 failed, 0 not run.\n");
});
