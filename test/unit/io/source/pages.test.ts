import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import type { PagingRule } from "../../../../src/config/config.gen.ts";
import { findRecords } from "../../../../src/catalog/envelope.ts";
import { settings } from "../../given.ts";
import { KEY, reading, urlSource } from "./reading.ts";
import { serve } from "./servers.ts";

const models = Array.from({ length: 7 }, (_, index) => ({ id: `acme/m-${index + 1}` }));

/** What a page of a service is: its body, and its headers. */
type Page = { readonly body: unknown; readonly headers?: Record<string, string> };

type Service = (query: URLSearchParams, self: string) => Page;

const slice = (from: number) => models.slice(from, from + 3);
const number = (query: URLSearchParams, name: string, otherwise = 0): number =>
  Number(query.get(name) ?? otherwise);

/** Services that give three models at a time, each in its own way; and the path of the list. */
const services: Readonly<Record<string, readonly [list: string, Service]>> = {
  "has_more and last_id (after_id)": [
    "data",
    (query) => {
      const after = query.get("after_id");
      const from = after === null ? 0 : models.findIndex(({ id }) => id === after) + 1;
      return { body: { data: slice(from), has_more: from + 3 < 7, last_id: slice(from).at(-1)?.id } };
    },
  ],
  "has_more of an OpenAI list (after)": [
    "data",
    (query) => {
      const after = query.get("after");
      const from = after === null ? 0 : models.findIndex(({ id }) => id === after) + 1;
      const data = slice(from);
      return { body: { object: "list", data, has_more: from + 3 < 7, last_id: data.at(-1)?.id } };
    },
  ],
  nextPageToken: [
    "models",
    (query) => {
      const from = number(query, "pageToken");
      return { body: { models: slice(from), ...(from + 3 < 7 ? { nextPageToken: String(from + 3) } : {}) } };
    },
  ],
  next_page_token: [
    "models",
    (query) => {
      const from = number(query, "page_token");
      return { body: { models: slice(from), next_page_token: from + 3 < 7 ? `${from + 3}` : "" } };
    },
  ],
  "hasNextPage with endCursor": [
    "data.models",
    (query) => {
      const from = number(query, "after");
      const pageInfo = { hasNextPage: from + 3 < 7, endCursor: String(from + 3) };
      return { body: { data: { models: slice(from), pageInfo } } };
    },
  ],
  "a Link header": [
    "data",
    (query, self) => {
      const from = number(query, "cursor");
      const link = `<${self}?cursor=0>; rel="first", <${self}?cursor=${from + 3}>; rel="next"`;
      return { body: slice(from), headers: from + 3 < 7 ? { link } : {} };
    },
  ],
  "a next page in the headers": [
    "data",
    (query) => {
      const page = number(query, "page", 1);
      return {
        body: slice(3 * page - 3),
        headers: { "x-next-page": page < 3 ? String(page + 1) : "", "x-total": "7" },
      };
    },
  ],
  "result_info.total_pages": [
    "result",
    (query) => {
      const page = number(query, "page", 1);
      const result_info = {
        page,
        per_page: 3,
        count: slice(3 * page - 3).length,
        total_count: 7,
        total_pages: 3,
      };
      return { body: { result: slice(3 * page - 3), result_info, success: true } };
    },
  ],
  "page, per_page and total": [
    "items",
    (query) => {
      const page = number(query, "page", 1);
      return { body: { items: slice(3 * page - 3), meta: { page, per_page: 3, total: 7 } } };
    },
  ],
  "a page counted from 0": [
    "content",
    (query) => {
      const page = number(query, "page");
      return { body: { content: slice(3 * page), number: page, totalPages: 3, last: page === 2 } };
    },
  ],
  "next as an address": [
    "results",
    (query, self) => {
      const from = number(query, "offset");
      return {
        body: { count: 7, next: from + 3 < 7 ? `${self}?offset=${from + 3}` : null, results: slice(from) },
      };
    },
  ],
  "links.next, relative": [
    "data",
    (query) => {
      const from = number(query, "o");
      return {
        body: { data: slice(from), links: { next: from + 3 < 7 ? { href: `?o=${from + 3}` } : null } },
      };
    },
  ],
  "offset, limit and total": [
    "data",
    (query) => {
      const offset = number(query, "offset");
      return { body: { data: slice(offset), offset, limit: 3, total: 7 } };
    },
  ],
  "offset and limit alone": [
    "data",
    (query) => {
      const offset = number(query, "offset");
      return { body: { data: slice(offset), offset, limit: 3 } };
    },
  ],
};

const json = (response: ServerResponse, { body, headers = {} }: Page): void => {
  response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
};

const start = async (service: Service) => {
  const server: { url: string; requests: { path: string }[] } = await serve((request, response) =>
    json(response, service(new URL(request.url ?? "", server.url).searchParams, `${server.url}/models`)),
  );
  return server;
};

/** How many models are read, or the codes and what is said. */
const read = async (url: string, list: string, paging?: "none" | PagingRule, more = {}) => {
  const fields = { id: { path: "id" } };
  const envelope = settings({
    catalog: { sources: [{ url }], list, fields, ...(paging === undefined ? {} : { paging }) },
  });
  const got = await reading([urlSource(url, { envelope, ...more })]);
  if (!got.outcome.ok) return { ...got, ids: [] };
  const { value, label, parts } = got.outcome.value;
  const found = findRecords(parts ?? [{ value, label }], envelope);
  return {
    ...got,
    ids: found.ok ? found.value.map((record) => JSON.stringify(record.value)) : found.problems,
  };
};

const everyModel = models.map((model) => JSON.stringify(model));

describe("a list that comes in pages is read whole, without a word in the config", () => {
  test.each(Object.entries(services))("%s", async (_, [list, service]) => {
    const { url, requests } = await start(service);
    const got = await read(`${url}/models?kind=chat`, list);
    expect(got.codes).toEqual([]);
    expect(got.ids).toEqual(everyModel);
    expect(requests).toHaveLength(3);
  });

  test("through a redirect, from where the answers come", async () => {
    const [list, service] = services.nextPageToken ?? ["", () => ({ body: null })];
    const server: { url: string } = await serve((request, response) => {
      if (request.url === "/redir") response.writeHead(302, { location: "/models" }).end();
      else json(response, service(new URL(request.url ?? "", server.url).searchParams, ""));
    });
    expect((await read(`${server.url}/redir`, list)).ids).toEqual(everyModel);
  });

  test("as one document for whoever looks at it so", async () => {
    const [list, service] = services["next as an address"] ?? ["", () => ({ body: null })];
    const { url } = await start(service);
    expect((await read(`${url}/models`, list)).value).toMatchObject({ results: models });
  });
});

describe("pages are followed as declared", () => {
  const odd: Service = (query) => {
    const from = number(query, "continue_from");
    return { body: { data: slice(from), state: { rest: from + 3 < 7, mark: from + 3 } } };
  };
  const numbered: Service = (query) => ({ body: { data: slice(number(query, "p") * number(query, "n")) } });
  test.each<readonly [PagingRule, Service]>([
    [{ by: "cursor", next: "state.mark", more: "state.rest", param: "continue_from" }, odd],
    [{ by: "page", param: "p", start: 0, size: 3, sizeParam: "n" }, numbered],
    [{ by: "offset", size: 3 }, (query) => ({ body: { data: slice(number(query, "offset")) } })],
    [
      { by: "offset", total: "n", param: "skip" },
      (query) => ({ body: { data: slice(number(query, "skip")), n: 7 } }),
    ],
    [
      { by: "page", pages: "n" },
      (query) => ({ body: { data: slice(3 * number(query, "page", 1) - 3), n: "3" } }),
    ],
    [
      { by: "url", next: "more_at" },
      (query) => {
        const from = number(query, "at");
        return { body: { data: slice(from), more_at: from < 6 ? `/models?at=${from + 3}` : null } };
      },
    ],
  ])("%j", async (rule, service) => {
    const { url } = await start(service);
    const got = await read(`${url}/models`, "data", rule);
    expect(got.codes).toEqual([]);
    expect(got.ids).toEqual(everyModel);
  });

  test("and not at all where one answer is declared to be the whole", async () => {
    const { url, requests } = await start(() => ({ body: { data: slice(0), has_more: true, last_id: "x" } }));
    expect((await read(`${url}/models`, "data", "none")).ids).toHaveLength(3);
    expect(requests).toHaveLength(1);
  });
});

describe("a list that breaks off is never taken for the whole", () => {
  const cursor = (rest: object): Page => ({ body: { data: slice(0), has_more: true, ...rest } });
  test.each<readonly [what: string, Service, paging: PagingRule | undefined, says: string]>([
    [
      "a cursor that is given again",
      (query) => ({ body: { data: slice(query.has("pageToken") ? 3 : 0), nextPageToken: "a" } }),
      undefined,
      "the next page is one that was read already",
    ],
    [
      "cursors in a circle",
      (query) => ({
        body: {
          data: [{ id: query.get("cursor") ?? "-" }],
          next_cursor: query.get("cursor") === "a" ? "b" : "a",
        },
      }),
      undefined,
      "the next page is one that was read already",
    ],
    [
      "a cursor that the service doesn't hear",
      () => cursor({ last_id: "acme/m-3" }),
      undefined,
      "read already",
    ],
    [
      "an empty page, and more promised",
      (query) => ({
        body: {
          data: query.has("after_id") ? [] : slice(0),
          has_more: true,
          last_id: query.has("after_id") ? "y" : "x",
        },
      }),
      undefined,
      "the page is empty",
    ],
    [
      "an empty first page, and more promised",
      () => ({ body: { data: [], has_more: true, last_id: null } }),
      undefined,
      "nothing tells where it goes on",
    ],
    [
      "more promised, and nothing that leads there",
      () => cursor({}),
      undefined,
      "nothing tells where it goes on, although `has_more` is true",
    ],
    [
      "a total that lies",
      (query) => ({
        body: {
          data: number(query, "page", 1) > 2 ? [] : slice(3 * number(query, "page", 1) - 3),
          page: number(query, "page", 1),
          total_pages: 2,
          total: 7,
        },
      }),
      undefined,
      "`total` is 7, and there are 6 records",
    ],
    [
      "a declared total that is too small",
      () => ({ body: { data: slice(0), n: 2 } }),
      { by: "offset", total: "n" },
      "`n` is 2, and there are 3 records",
    ],
    [
      "a declared path that leads nowhere",
      () => cursor({ last_id: "acme/m-3" }),
      { by: "cursor", next: "lastid", param: "after_id" },
      "which `paging` doesn't follow",
    ],
    [
      "another origin",
      () => ({ body: { data: slice(0), next: "https://other.example.com/models?key=1" } }),
      undefined,
      "at another origin (https://other.example.com/models…)",
    ],
    [
      "no address",
      () => ({ body: { data: slice(0), links: { next: "http://[" } } }),
      undefined,
      "the address of the next page is none",
    ],
    [
      "more pages than allowed",
      (query) => ({
        body: {
          data: [{ id: String(number(query, "page", 1)) }],
          page: number(query, "page", 1),
          total_pages: 99,
        },
      }),
      { by: "page", pages: "total_pages", maxPages: 5 },
      "it has more than 5 pages",
    ],
    [
      "a page without a list",
      (query) => ({
        body: query.has("after_id")
          ? { error: "busy", has_more: true }
          : { data: slice(0), has_more: true, last_id: "x" },
      }),
      undefined,
      "page 2",
    ],
  ])("%s", async (_, service, paging, says) => {
    const { url, requests } = await start(service);
    const got = await read(`${url}/models`, "data", paging);
    expect(got.codes).toEqual(["error catalog-pages"]);
    expect(got.messages).toContain(says);
    expect(requests.length).toBeLessThan(9);
  });

  test.each([429, 500])("%i in the middle: tried again, and then refused", async (status) => {
    let failures = 0;
    const { url } = await serve((request, response) => {
      if (request.url?.includes("after_id") === true && failures++ < 3)
        response.writeHead(status, { "retry-after": "1" }).end();
      else if (request.url?.includes("after_id") === true)
        json(response, { body: { data: slice(3), has_more: false } });
      else json(response, { body: { data: slice(0), has_more: true, last_id: "acme/m-3" } });
    });
    const refused = await read(`${url}/models`, "data", undefined, { retries: 1 });
    expect(refused.codes).toEqual(["error catalog-http-status"]);
    expect(refused.messages).toContain("(page 2)");
    const got = await read(`${url}/models`, "data", undefined, { retries: 3 });
    expect([got.codes, got.ids.length]).toEqual([[], 6]);
  });

  test("pages share one limit of bytes", async () => {
    const body = (id: string) => ({ data: [{ id, text: "x".repeat(400_000) }], next_cursor: `${id}x` });
    const { url, requests } = await start((query) => ({ body: body(query.get("cursor") ?? "a") }));
    expect((await read(url, "data")).codes).toEqual(["error catalog-too-large"]);
    expect(requests).toHaveLength(3);
  });

  test("pages share one limit of time", async () => {
    let time = 0;
    const { url } = await start((query) => {
      time += 70_000;
      return { body: { data: [{ id: String(time) }], next_cursor: `${query.get("cursor") ?? ""}x` } };
    });
    const got = await reading([urlSource(url, { timeoutMs: 600_000 })], { now: () => time });
    expect(got.messages).toContain("its pages take more than 300 s");
  });
});

test("headers go to the source's origin with each page, and nowhere else", async () => {
  const away = await serve((_, response) => json(response, { body: { data: [] } }));
  const server = await serve((request, response) => {
    if (request.url === "/models")
      json(response, { body: { data: slice(0), has_more: true, last_id: "acme/m-3" } });
    else response.writeHead(307, { location: `${away.url}/models` }).end();
  });
  const headers = new Map([
    ["x-api-key", { env: "API_KEY" }],
    ["anthropic-version", { value: "2023-06-01" }],
  ]);
  await reading([urlSource(`${server.url}/models`, { headers })]);
  const sent = [...server.requests, ...away.requests].map(({ headers: got }) => [
    got["x-api-key"],
    got["anthropic-version"],
  ]);
  expect(sent).toEqual([
    [KEY, "2023-06-01"],
    [KEY, "2023-06-01"],
    [undefined, undefined],
  ]);
});

test.each([
  ["NONE", "error catalog-key-missing"],
  ["BROKEN", "error catalog-key-invalid"],
])("a header whose variable %s can't be used is a problem that doesn't show it", async (env, code) => {
  const headers = new Map([["api-key", { env }]]);
  expect((await reading([urlSource("https://example.com/", { headers })])).codes).toEqual([code]);
});
