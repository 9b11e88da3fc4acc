/** The real document with the project's overlay, through the whole tool: it is beside the repository, not part of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startMock } from "../../../src/verify/mock/server.ts";
import { load, typeErrors } from "../support.ts";
import { hasRealDocument, loadRealApi, realDocument, realOverlay } from "../../unit/verify/mock/support.ts";
import { readClientFiles } from "../../../generators/client/summary/digest.ts";
import { project } from "./project.ts";

const entry = `
import { AuthenticationError, createClient } from "./api/client.ts";
const client = createClient({ baseUrl: process.env.MOCK_URL, apiKey: "key", validate: "throw", maxRetries: 0 });
const { data } = await client.models.list();
export const found = data.length > 0;
export const same = (await client.models.retrieve(data[0]?.id ?? "")).id === data[0]?.id;
const orphan = createClient({ baseUrl: process.env.MOCK_URL, maxRetries: 0 });
export const refused = await orphan.batches.list().catch((cause) => cause instanceof AuthenticationError);
`;

test.runIf(hasRealDocument)(
  "it type-checks and lists the models of the mock, which validates what it is asked and answers",
  async () => {
    const site = project({ overlays: ["kluster.overlay.json"] }, readFileSync(realDocument, "utf8"));
    site.write("kluster.overlay.json", readFileSync(realOverlay, "utf8"));
    const ran = await site.run("client", "--yes");
    expect(ran.err).not.toContain("error");
    expect(ran.code).toBe(0);
    const paths = ["api.json", ...readClientFiles(site.read("docs/api/api.json"))];
    const files = new Map(paths.map((path) => [`api/${path}`, site.read(join("docs/api", path))] as const));
    expect(typeErrors(files)).toEqual([]);
    const mock = await startMock({ api: await loadRealApi() });
    process.env.MOCK_URL = mock.url;
    try {
      expect(await load(files, entry)).toMatchObject({ found: true, same: true, refused: true });
    } finally {
      delete process.env.MOCK_URL;
      await mock.close();
    }
    expect((await site.run("client")).out).toContain(`${paths.length} unchanged`);
  },
);
