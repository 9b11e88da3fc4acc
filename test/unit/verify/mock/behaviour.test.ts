/** What only shows over several requests: pages, uploads in parts, strictness, and use from another process. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { isList, isObject, type JsonValue, toJson } from "../../../../generators/api/json.ts";
import { type Mock, type MockOptions, startMock } from "../../../../src/verify/mock/server.ts";
import { textOf } from "../../../../src/verify/mock/world.ts";
import { hasRealDocument, loadRealApi } from "./support.ts";

let mock: Mock;
const start = async (options: Omit<MockOptions, "api"> = {}, withOverlay = true): Promise<void> => {
  mock = await startMock({ api: await loadRealApi(withOverlay), ...options });
};
afterEach(() => mock.close());

const token = { authorization: "Bearer key" };

const call = async (
  method: string,
  path: string,
  body?: JsonValue | FormData,
): Promise<{ status: number; value: JsonValue }> => {
  const isForm = body instanceof FormData;
  const response = await fetch(mock.url + path, {
    method,
    headers: { ...token, ...(body === undefined || isForm ? {} : { "content-type": "application/json" }) },
    body: isForm ? body : body === undefined ? null : JSON.stringify(body),
  });
  const made = toJson(await response.json());
  return { status: response.status, value: "value" in made ? made.value : null };
};

const idsOf = (value: JsonValue): readonly string[] =>
  isObject(value) && isList(value.data) ? value.data.map((item) => textOf(item, "id")) : [];

describe.skipIf(!hasRealDocument)("pages", () => {
  test.each([
    ["of what was created", "/v1/fine_tuning/jobs", 5],
    ["of what can't be created", "/v1/fine_tuning/jobs/job/checkpoints", 5],
  ])("%s end, and the cursors lead through all of it once", async (_, path, total) => {
    await start();
    for (let n = 0; n < total; n++)
      await call("POST", "/v1/fine_tuning/jobs", { training_file: "f", model: "m" });
    const seen: string[] = [];
    let pages = 0;
    for (let more = true; more && pages < 10; pages++) {
      const after = seen.length === 0 ? "" : `&after=${seen.at(-1)}`;
      const { value } = await call("GET", `${path}?limit=2${after}`);
      seen.push(...idsOf(value));
      more = isObject(value) && value.has_more === true;
    }
    expect([pages, seen.length, new Set(seen).size]).toEqual([3, total, total]);
  });

  test("are refused after a cursor that is not in the list", async () => {
    await start();
    expect(await call("GET", "/v1/batches?after=nowhere")).toMatchObject({ status: 400 });
  });
});

describe.skipIf(!hasRealDocument)("what the mock takes and gives", () => {
  test("an upload is joined from its parts, in the order that completes it", async () => {
    await start({ strict: true });
    const part = (text: string): FormData => {
      const form = new FormData();
      form.append("data", new Blob([text]));
      return form;
    };
    const upload = { filename: "a.jsonl", purpose: "batch", bytes: 6, mime_type: "text/plain" };
    const id = textOf((await call("POST", "/v1/uploads", upload)).value, "id");
    const second = textOf((await call("POST", `/v1/uploads/${id}/parts`, part("\r\n--def"))).value, "id");
    const first = textOf((await call("POST", `/v1/uploads/${id}/parts`, part("abc\r\n"))).value, "id");
    const { value } = await call("POST", `/v1/uploads/${id}/complete`, { part_ids: [first, second] });
    const file = isObject(value) ? textOf(value.file, "id") : "";
    const content = await fetch(`${mock.url}/v1/files/${file}/content`, { headers: token });
    expect(await content.text()).toBe("abc\r\n\r\n--def");
    expect(await call("POST", `/v1/uploads/${id}/complete`, { part_ids: ["no"] })).toMatchObject({
      status: 400,
    });
  });

  test.each([
    [true, 404],
    [false, 200],
  ])("an ID that was never given out, strict: %s", async (strict, status) => {
    await start({ strict });
    for (const path of ["/v1/batches/b1", "/v1/files/f1", "/v1/fine_tuning/jobs/j1"]) {
      const got = await call("GET", path);
      expect(got.status, path).toBe(status);
      if (!strict) expect(textOf(got.value, "id")).toBe(path.split("/").at(-1));
    }
  });

  test("a cancelled batch stays cancelled; a job runs to its end", async () => {
    await start();
    const batch = { input_file_id: "f", endpoint: "/v1/chat/completions", completion_window: "24h" };
    const id = textOf((await call("POST", "/v1/batches", batch)).value, "id");
    await call("POST", `/v1/batches/${id}/cancel`);
    expect(textOf((await call("GET", `/v1/batches/${id}`)).value, "status")).toBe("cancelled");
    const job = textOf(
      (await call("POST", "/v1/fine_tuning/jobs", { training_file: "f", model: "m" })).value,
      "id",
    );
    const statuses: string[] = [];
    for (let n = 0; n < 3; n++)
      statuses.push(textOf((await call("GET", `/v1/fine_tuning/jobs/${job}`)).value, "status"));
    expect(statuses).toEqual(["running", "succeeded", "succeeded"]);
  });

  test("models are those it was told of, in both shapes, without a token", async () => {
    await start({ models: ["a/b", "c"] });
    for (const query of ["", "?extended=true"]) {
      const response = await fetch(`${mock.url}/v1/models${query}`);
      const made = toJson(await response.json());
      expect("value" in made ? idsOf(made.value) : []).toEqual(["a/b", "c"]);
    }
    expect((await call("GET", "/v1/models/a%2Fb")).status).toBe(200);
    expect((await call("GET", "/v1/models/a%2Fc")).status).toBe(404);
  });

  test("without the overlay the document refuses the simplest chat, unless validation is off; it is recorded either way", async () => {
    const chat = { model: "m", messages: [{ role: "user", content: "hi" }] };
    await start({}, false);
    expect((await call("POST", "/v1/chat/completions", chat)).status).toBe(400);
    await mock.close();
    await start({ validate: false }, false);
    expect((await call("POST", "/v1/chat/completions", chat)).status).toBe(200);
    expect(mock.requests.at(-1)?.problems.join()).toMatch(/tool_call_id/);
  });

  test("the same requests get the same answers on every run", async () => {
    const run = async (): Promise<readonly JsonValue[]> => {
      await start();
      const answers = [];
      for (const path of ["/v1/models?extended=true", "/v1/batches", "/v1/fine_tuning/jobs/j/events"])
        answers.push((await call("GET", path)).value);
      answers.push((await call("POST", "/v1/embeddings", { input: "a", model: "m" })).value);
      await mock.close();
      return answers;
    };
    expect(await run()).toEqual(await run());
  });
});

const run = promisify(execFile);
const hasCurl = await run("curl", ["--version"]).then(
  () => true,
  () => false,
);

describe.skipIf(!hasRealDocument || !hasCurl)("another process", () => {
  test("a bash script with curl, as documentation has it, and what the log tells of it", async () => {
    await start({ strict: true, models: ["a/vision"] });
    const folder = mkdtempSync(join(tmpdir(), "mock-"));
    const image = { type: "image_url", image_url: { url: "https://example.com/x.png" } };
    const body = {
      model: "a/vision",
      messages: [{ role: "user", content: [{ type: "text", text: "What is it?" }, image] }],
    };
    writeFileSync(
      join(folder, "in.jsonl"),
      `${JSON.stringify({ custom_id: "1", method: "POST", url: "/v1/chat/completions", body })}\n`,
    );
    writeFileSync(
      join(folder, "run.sh"),
      `set -euo pipefail
id() { grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4; }
auth="Authorization: Bearer $API_KEY"
FILE=$(curl -sf "$BASE_URL/files" -H "$auth" -F file=@in.jsonl -F purpose=batch | id)
BATCH=$(curl -sf "$BASE_URL/batches" -H "$auth" -H "Content-Type: application/json" -d '{"input_file_id": "'$FILE'", "endpoint": "/v1/chat/completions", "completion_window": "24h"}' | id)
until curl -sf "$BASE_URL/batches/$BATCH" -H "$auth" | tee batch.json | grep -q '"status":"completed"'; do :; done
OUT=$(grep -o '"output_file_id":"[^"]*"' batch.json | cut -d'"' -f4)
curl -sf "$BASE_URL/files/$OUT/content" -H "$auth"
`,
    );
    const env = { PATH: process.env.PATH, BASE_URL: `${mock.url}/v1`, API_KEY: "key" };
    const { stdout } = await run("bash", ["run.sh"], { cwd: folder, env });
    rmSync(folder, { recursive: true });
    expect(stdout).toContain("This is a mock answer from a/vision.");
    expect(mock.requests.map(({ operation }) => operation)).toEqual([
      "post /v1/files",
      "post /v1/batches",
      "get /v1/batches/{batchId}",
      "get /v1/batches/{batchId}",
      "get /v1/files/{fileId}/content",
    ]);
    expect(mock.requests[0]).toMatchObject({
      models: ["a/vision"],
      image: true,
      files: [{ filename: "in.jsonl" }],
    });
  });
});
