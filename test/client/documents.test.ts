/** Documents that others wrote: each gives a client that compiles under the strictest flags, named as it says. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadText, told, valueOf } from "../unit/generators/api/support.ts";
import { fileOf, generate, tryGenerate, typeErrors } from "./support.ts";

const folder = new URL("../../../shared/cases/client/", import.meta.url);
const hasCases = existsSync(folder);

type Case = {
  readonly file: string;
  /** Name of each operation, sorted. */
  readonly operations: readonly string[];
  /** What `types.ts` says, white space aside. */
  readonly types: readonly string[];
  readonly told: readonly string[];
};

const cases: readonly Case[] = [
  {
    file: "05-allOf-required-only.json",
    operations: ["x.getIt"],
    types: ["export type X = (Base & { name: string; });"],
    told: [],
  },
  {
    file: "15-readonly-writeonly.json",
    operations: ["u.createUser"],
    types: [
      "export interface User { id: number; name: string; }",
      "export interface UserInput { name: string; password: string; }",
    ],
    told: [],
  },
  {
    file: "24-prefixItems.json",
    operations: ["x.getIt"],
    types: [
      "open: [string?, number?, ...boolean[]]; closed: [string, number]; fixed: [number, number]; loose: [string?, ...unknown[]];",
    ],
    told: [],
  },
  {
    file: "A1-name-collision-discord.json",
    operations: ["webhooks.getWebhook", "webhooks.getWebhookByToken"],
    types: [],
    told: [],
  },
  {
    file: "A2-name-collision-openai.json",
    operations: ["threads.createRun", "threads.createThreadAndRun"],
    types: [],
    told: [],
  },
  { file: "A4-unnamed-digits-twilio.json", operations: ["accounts.listAccount"], types: [], told: [] },
  { file: "A5-unnamed-dots-github.json", operations: ["compare.compare"], types: [], told: [] },
  {
    file: "A8-mapping-dangling-cohere.json",
    operations: ["x.x"],
    types: ['export type U = (A & { k: "a"; });'],
    told: ["warning api-mapping-missing components/schemas/U/discriminator/mapping/b"],
  },
  {
    file: "30-dots-in-names.json",
    operations: ["x.y.z", "y.y"],
    types: [
      'export interface IoDotK8sDotApiDotPod { "a.b"?: string; }',
      "export interface Io_k8s_api_Pod { z?: string; }",
      "export interface IoDashK8sDashApiDashPod { q?: string; }",
      'export interface XYZQuery { "filter.name"?: string; "ids[]"?: string[]; }',
    ],
    told: [
      "warning client-type-name-clash #/components/schemas/io-k8s-api-pod, #/components/schemas/io.k8s.api.Pod, #/components/schemas/io_k8s_api_Pod",
    ],
  },
  {
    file: "39-optional-body-get-body.json",
    operations: ["s.arr", "s.prim", "x.d", "x.o"],
    types: [
      "export type SArrParams = string[];",
      "export interface XDParams { ids: string[]; }",
      "export interface XOParams { a?: string; }",
    ],
    told: [],
  },
  { file: "50-openapi32.json", operations: ["x.g", "x.q"], types: [], told: [] },
];

const plain = (text: string): string => text.replace(/\s+/g, " ");

describe.runIf(hasCases)("cases of ../shared", () => {
  test.each(cases)("$file", async ({ file, operations, types, told: problems }) => {
    const loaded = await loadText(readFileSync(new URL(file, folder), "utf8"), { label: file });
    const api = valueOf(loaded);
    const made = await tryGenerate(api, { validators: true });
    const files = await generate(api, { validators: true });
    const [described = ""] = fileOf(files, "api.json").split('  "types": {');
    const named = [...described.matchAll(/"name": "(.*)"/g)].map(([, name]) => name);
    expect(named.sort()).toEqual(operations);
    for (const text of types) expect(plain(fileOf(files, "types.ts"))).toContain(text);
    expect([...told(loaded), ...told(made)].map((line) => line.replace(`${file}#/`, ""))).toEqual(problems);
    expect(typeErrors(files)).toEqual([]);
  });

  test("Swagger 2 is refused with the way to convert it", async () => {
    const loaded = await loadText(readFileSync(new URL("47-swagger2.json", folder), "utf8"));
    expect(loaded.problems.map(({ fix }) => fix).join()).toMatch(/Convert it .*swagger2openapi/);
  });
});

test.runIf(!hasCases)("NOT RUN, ../shared is missing: documents that others wrote", () => undefined);
