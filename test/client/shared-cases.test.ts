/** The small documents of ../shared/cases/client that are about what is sent, each against a recording server. */
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readSummary } from "../../generators/client/summary/summary.ts";
import { type Answer, clientOf, type Made, type Recorded, type Recorder, startRecorder } from "./recorder.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = new URL("../../../shared/cases/client/", import.meta.url);
const isThere = existsSync(folder);

const nameOf = ({ files }: Made, operation: string): string => {
  const found = readSummary(files.get("api.json") ?? "")?.operations[operation]?.name;
  if (found === undefined) throw new Error(`no ${operation}`);
  return found;
};

describe.runIf(isThere)(
  `documents of ../shared/cases/client${isThere ? "" : " (not there: skipped)"}`,
  () => {
    let server: Recorder;
    beforeAll(async () => {
      server = await startRecorder();
    });
    afterAll(() => server.close());

    type Row = {
      readonly file: string;
      readonly operation: string;
      readonly args?: readonly unknown[];
      readonly options?: object;
      readonly answer?: Answer;
      readonly want?: Partial<Omit<Recorded, "headers">> & { readonly headers?: object };
      readonly result?: unknown;
      readonly failed?: string;
    };
    const rows: readonly Row[] = [
      {
        file: "12-query-array-styles",
        operation: "GET /x",
        args: [
          {
            csv: ["a", "b"],
            pipes: ["a", "b"],
            spaces: ["a", "b"],
            multi: ["a", "b"],
            deep: { a: "1", b: ["x"] },
            formobj: { r: "1", g: "2" },
          },
        ],
        want: {
          url: "/x?csv=a,b&pipes=a%7Cb&spaces=a%20b&multi=a&multi=b&deep%5Ba%5D=1&deep%5Bb%5D=x&r=1&g=2",
        },
      },
      {
        file: "13-header-params",
        operation: "GET /x",
        args: [{ "X-Request-ID": "1", "If-Match": ["a", "b"] }],
        want: { headers: { "x-request-id": "1", "if-match": "a,b", accept: "application/json" } },
      },
      { file: "19-204-and-200", operation: "GET /x", answer: { status: 204 }, result: undefined },
      { file: "19-204-and-200", operation: "GET /x", answer: { body: '{"a":"b"}' }, result: { a: "b" } },
      { file: "19-204-and-200", operation: "DELETE /x", answer: { status: 204 }, result: undefined },
      { file: "19-204-and-200", operation: "PUT /x", answer: { status: 202 }, result: undefined },
      {
        file: "35-apiKey-header",
        operation: "GET /x",
        options: { apiKey: "k" },
        want: { headers: { "x-api-key": "k" } },
      },
      { file: "39-optional-body-get-body", operation: "POST /x", want: { method: "POST", body: "" } },
      {
        file: "39-optional-body-get-body",
        operation: "POST /x",
        args: [{ a: "b" }],
        want: { body: '{"a":"b"}' },
      },
      {
        file: "39-optional-body-get-body",
        operation: "DELETE /x",
        args: [{ ids: ["1"] }],
        want: { method: "DELETE", body: '{"ids":["1"]}' },
      },
      { file: "39-optional-body-get-body", operation: "POST /s", args: [["a"]], want: { body: '["a"]' } },
      { file: "39-optional-body-get-body", operation: "PUT /s", args: ["a"], want: { body: '"a"' } },
      {
        file: "41-vendor-json-problem",
        operation: "GET /x",
        answer: { type: "application/vnd.api+json; charset=utf-8", body: '{"a":"b"}' },
        want: { headers: { accept: "application/vnd.api+json; charset=utf-8" } },
        result: { a: "b" },
      },
      {
        file: "41-vendor-json-problem",
        operation: "GET /x",
        answer: {
          status: 400,
          type: "application/problem+json",
          body: '{"title":"Bad","detail":"too long"}',
        },
        failed: "400: Bad: too long",
      },
      {
        file: "A7-optional-auth",
        operation: "GET /x",
        options: { apiKey: "k" },
        want: { headers: { authorization: "Bearer k" } },
      },
    ];

    const made = new Map<string, Promise<Made>>();
    const clientFor = (file: string): Promise<Made> => {
      const known = made.get(file) ?? clientOf(readFileSync(new URL(`${file}.json`, folder), "utf8"));
      made.set(file, known);
      return known;
    };

    test.each(rows)("$file: $operation $args $answer", async (row) => {
      const client = await clientFor(row.file);
      if (row.answer) server.answers.push(row.answer);
      const options = { baseUrl: server.url, ...row.options };
      const sent = client.call(options, nameOf(client, row.operation), ...(row.args ?? []));
      if (row.failed !== undefined) await expect(sent).rejects.toThrow(row.failed);
      else expect(await sent).toEqual("result" in row ? row.result : "ok");
      if (row.want) expect(server.requests.at(-1)).toMatchObject(row.want);
    });

    test("26-server-variables: defaults fill the address in, and parts of it can be chosen", async () => {
      const client = await clientFor("26-server-variables");
      const urls: string[] = [];
      const fetch = (url: string): Promise<Response> => {
        urls.push(url);
        return Promise.resolve(Response.json("ok"));
      };
      await client.call({ fetch }, nameOf(client, "GET /x"));
      await client.call({ fetch, server: { region: "us" } }, nameOf(client, "GET /x"));
      expect(urls).toEqual(["https://eu.example.com:8443/v1/x", "https://us.example.com:8443/v1/x"]);
    });
  },
);
