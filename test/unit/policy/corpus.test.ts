import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import {
  entriesOf,
  heldOf,
  lockOf,
  recordsOf,
  sample,
  type RecordObject,
  type Sample,
  valueAt,
  withAt,
} from "./corpus.ts";
import { judgeCatalog } from "../../../src/policy/judge.ts";

const shared = resolve("../shared/data");

const number = (path: string) => ({ path, as: "number" as const });
const id = { path: "id", required: true };
const price = (path: string, per: "token" | "million" = "token") => ({
  path,
  rules: [{ op: "price" as const, per }],
});

/** A sample, and where in its records a limit, a price and a text are. */
type Place = {
  readonly given: Sample;
  readonly limit: string;
  readonly price?: string;
  readonly text: string;
};

/** The samples with what a documentation shows of them, and where the faults are put. */
const samples = (): readonly Place[] => [
  {
    given: sample(`${shared}/catalogs/openrouter.json`, {
      id,
      name: { path: "name" },
      context: { path: "context_length", rules: [{ op: "tokens" }] },
      inputPrice: price("pricing.prompt"),
      description: { path: "description" },
    }),
    limit: "context_length",
    price: "pricing.prompt",
    text: "description",
  },
  {
    given: sample(`${shared}/catalogs/deepinfra.json`, {
      id,
      context: number("metadata.context_length"),
      inputPrice: price("metadata.pricing.input_tokens", "million"),
      description: { path: "metadata.description" },
    }),
    limit: "metadata.context_length",
    price: "metadata.pricing.input_tokens",
    text: "metadata.description",
  },
  {
    given: sample(`${shared}/catalogs/together.json`, {
      id,
      name: { path: "display_name" },
      context: number("context_length"),
      inputPrice: number("pricing.input"),
    }),
    limit: "context_length",
    price: "pricing.input",
    text: "display_name",
  },
  {
    given: sample(`${shared}/catalogs/groq.json`, {
      id,
      owner: { path: "owned_by" },
      context: number("context_window"),
      output: number("max_completion_tokens"),
    }),
    limit: "context_window",
    text: "owned_by",
  },
  {
    given: sample(`${shared}/catalogs/mistral.json`, {
      id,
      name: { path: "name" },
      context: number("max_context_length"),
      description: { path: "description" },
    }),
    limit: "max_context_length",
    text: "description",
  },
  {
    given: sample(`${shared}/catalogs/github.json`, {
      id,
      name: { path: "name" },
      context: number("capabilities.limits.max_context_window_tokens"),
      vendor: { path: "vendor" },
    }),
    limit: "capabilities.limits.max_context_window_tokens",
    text: "name",
  },
];

type Fault = readonly [
  guard: string,
  what: string,
  at: "limit" | "price" | "text",
  mend: (value: unknown) => unknown,
];

const times = (factor: number) => (value: unknown) => {
  const next = Number(value) * factor;
  return typeof value === "string" ? String(next) : next;
};

const faults: readonly Fault[] = [
  ["factor", "ten times the price", "price", times(10)],
  ["factor", "a price for a thousand instead of a million", "price", times(0.001)],
  ["factor", "a price in cents", "price", times(100)],
  ["factor", "a price for a token times a million", "price", times(1_000_000)],
  ["factor", "a limit in thousands", "limit", times(0.001)],
  ["factor", "a limit in bits of two bytes", "limit", times(16)],
  ["zero", "no price", "price", (value) => (typeof value === "string" ? "0" : 0)],
  ["zero", "no limit", "limit", () => 0],
  ["negative", "a price that varies", "price", (value) => (typeof value === "string" ? "-1" : -1)],
  ["negative", "a limit that ran over", "limit", () => -2_147_483_648],
  ["shrink", "a limit that is a quarter", "limit", times(0.25)],
  ["shrink", "a limit that is a fifth less", "limit", times(0.8)],
  ["outlier", "a limit far above all others", "limit", () => 9_000_000_000],
  ["emptied", "a text that is gone", "text", () => ""],
  ["emptied", "a text that is null", "text", () => null],
  ["emptied", "a limit that is null", "limit", () => null],
  ["placeholder", "TBD", "text", () => "TBD"],
  ["placeholder", "Loading…", "text", () => "Loading…"],
  ["placeholder", "undefined", "text", () => "undefined"],
  ["placeholder", "a failed join", "text", (value) => `${String(value)} [object Object]`],
  ["script", "another script", "text", () => "Большая языковая модель"],
  ["script", "letters that look alike", "text", () => "Асme Model"],
  ["longer", "a page in place of a line", "text", (value) => `${String(value)} and so on`.repeat(60)],
];

/** What became of a fault: the guards that hold its model, and other models that are held. */
type Caught = {
  readonly name: string;
  readonly guard: string;
  readonly what: string;
  readonly by: readonly string[];
};

/** The first record that has a value there, with a fault in it. */
const seeded = (given: Sample, path: string, mend: (value: unknown) => unknown) => {
  const all = recordsOf(given.document);
  const isFit = (record: RecordObject): boolean => {
    const value = valueAt(record, path);
    return typeof value === "string" && Number.isNaN(Number(value)) ? value.length > 3 : Number(value) > 0;
  };
  const victim = all.find(isFit);
  if (victim === undefined) throw new Error(`${given.name} has nothing at ${path}`);
  const next = all.map((record) =>
    record === victim ? withAt(record, path, mend(valueAt(record, path))) : record,
  );
  return { victim: String(victim.id), before: { data: all }, after: { data: next } };
};

const seedAll = (): readonly Caught[] =>
  samples().flatMap(({ given, ...places }) => [
    ...faults.flatMap(([guard, what, at, mend]): readonly Caught[] => {
      const path = places[at];
      if (path === undefined) return [];
      const { victim, before, after } = seeded(given, path, mend);
      const held = heldOf(given, before, after);
      const by = held.filter(({ model }) => model === victim).map((each) => each.guard);
      const others = held.filter(({ model }) => model !== victim).map(({ model }) => `other: ${model}`);
      return [{ name: given.name, guard, what, by: [...by, ...others] }];
    }),
    ...seedModels(given, places.text),
  ]);

/** Faults that aren't of one field: a twin, and a field that many lost. */
const seedModels = (given: Sample, text: string): readonly Caught[] => {
  const all = recordsOf(given.document);
  const [first] = all;
  if (first === undefined) return [];
  const firstId = String(first.id);
  const upper = firstId.toUpperCase() === firstId ? firstId.toLowerCase() : firstId.toUpperCase();
  const twins = [
    upper,
    firstId.replace(/[aeop]/, (letter) => ({ a: "а", e: "е", o: "о", p: "р" })[letter] ?? letter),
  ];
  const lost = all.map((record, index) => (index % 3 === 0 ? withAt(record, text, null) : record));
  const twins2 = twins.map((twin): Caught => {
    const held = heldOf(given, { data: all }, { data: [...all, { ...first, id: twin }] });
    return {
      name: given.name,
      guard: "lookalike",
      what: "a twin of another",
      by: held.filter(({ model }) => model === twin).map(({ guard }) => guard),
    };
  });
  const vanished = heldOf(given, { data: all }, { data: lost });
  return [
    ...twins2,
    {
      name: given.name,
      guard: "vanished",
      what: "a third lost a text",
      by: vanished.map(({ guard }) => guard),
    },
  ];
};

/**
 * What months of ruby_llm changed that is no ordinary change, each looked at: the models by what is wrong. All other
 * changes of it count as ordinary.
 */
const notOrdinary: Readonly<Record<string, readonly string[]>> = {
  "values lost": [
    ...[
      "anthropic.claude-haiku-4-5",
      "deepseek.v3.1",
      "google.gemma-4-26b-a4b",
      "google.gemma-4-31b",
      "google.gemma-4-e2b",
      "moonshotai.kimi-k2-thinking",
      "openai.gpt-5.4-2026-03-05",
      "qwen.qwen3-235b-a22b-2507",
      "qwen.qwen3-32b",
      "qwen.qwen3-coder-30b-a3b-instruct",
      "qwen.qwen3-coder-480b-a35b-instruct",
      "qwen.qwen3-next-80b-a3b-instruct",
      "qwen.qwen3-vl-235b-a22b-instruct",
      "zai.glm-4.6",
    ].map((model) => `bedrock/${model}`),
    "vertexai/gemini-2.0-flash",
    "mistral/voxtral-mini-latest",
    "mistral/voxtral-mini-tts-latest",
    "gemini/lyria-3-clip-preview",
    "gemini/lyria-3-pro-preview",
  ],
  "name lost, context and output swapped": [
    "gpt-5-chat-latest",
    "gpt-5-codex",
    "gpt-5.1-chat-latest",
    "gpt-5.1-codex",
    "gpt-5.1-codex-max",
    "gpt-5.1-codex-mini",
    "gpt-5.2-codex",
  ].map((model) => `openai/${model}`),
  "a registry's defaults in place of values": ["openai/o3-deep-research", "openai/o4-mini-deep-research"],
  "values in place of a registry's defaults, many times as large": [
    "cohere/command-a-plus-05-2026",
    "cohere/north-mini-code-1-0",
    "openai/gpt-4-0613",
    ...[
      "deep-research-max-preview-04-2026",
      "deep-research-preview-04-2026",
      "gemini-2.5-computer-use-preview-10-2025",
      "gemini-3-pro-image",
      "gemini-3.1-flash-image",
      "gemini-3.1-flash-lite-image",
      "gemini-3.1-flash-tts-preview",
      "gemini-omni-flash-preview",
      "gemini-robotics-er-1.6-preview",
    ].map((model) => `gemini/${model}`),
  ],
  "another unit, or thirty times as large": [
    "openrouter/openai/whisper-large-v3",
    "openrouter/openai/whisper-large-v3-turbo",
    "openrouter/thedrummer/unslopnemo-12b",
    "openrouter/xiaomi/mimo-v2.5",
  ],
};

/** A day of a catalog: how many models changed or came, and which of them are held. */
type Day = { readonly name: string; readonly changes: number; readonly held: readonly string[] };

const dayOf = (given: Sample, before: unknown, after: unknown): Day => {
  const [old, now] = [entriesOf(given, before), entriesOf(given, after)];
  const known = new Map(old.map(({ id: own, fields }) => [own, JSON.stringify([...fields])]));
  const changed = now.filter(({ id: own, fields }) => known.get(own) !== JSON.stringify([...fields]));
  const held = judgeCatalog(given.settings, lockOf(old), now);
  return { name: given.name, changes: changed.length, held: [...new Set(held.map(({ model }) => model))] };
};

const priceFields = (input: string, output: string) => ({
  id,
  name: { path: "name" },
  inputPrice: number(input),
  outputPrice: number(output),
});

const kluster = (): Day => {
  const fields = {
    id,
    name: { path: "name" },
    context: number("context_length"),
    description: { path: "description" },
    purpose: { path: "model_purpose" },
  };
  const of = (day: string) => sample(`${shared}/catalogs/kluster-2025-06-${day}.json`, fields);
  return dayOf({ ...of("11"), name: "kluster, two days" }, of("10").document, of("11").document);
};

const tokencost = (): Day => {
  const fields = {
    ...priceFields("input_cost_per_token", "output_cost_per_token"),
    provider: { path: "litellm_provider" },
    context: number("max_input_tokens"),
    output: number("max_output_tokens"),
  };
  const of = (side: string) =>
    sample(`${shared}/replays/tokencost/${side}/tokencost/model_prices.json`, fields, { keyField: "id" });
  return dayOf({ ...of("after"), name: "tokencost" }, of("before").document, of("after").document);
};

/** Months between two states of one registry: its new models, those that it changed, and the faults among them. */
const rubyLlm = (): { readonly days: readonly Day[]; readonly faults: readonly Day[] } => {
  const prices = "pricing.text_tokens.standard";
  const fields = {
    ...priceFields(`${prices}.input_per_million`, `${prices}.output_per_million`),
    provider: { path: "provider" },
    context: number("context_window"),
    output: number("max_output_tokens"),
  };
  const of = (side: string) =>
    sample(`${shared}/replays/ruby_llm/${side}/lib/ruby_llm/models.json`, fields, {
      key: ["provider", "id"],
    });
  const given = of("after");
  const keyOf = (record: RecordObject): string => `${String(record.provider)}/${String(record.id)}`;
  const before = recordsOf(of("before").document);
  const known = new Set(before.map(keyOf));
  const now = recordsOf(given.document);
  const changed = dayOf(
    given,
    before,
    now.filter((each) => known.has(keyOf(each))),
  );
  const judged = Object.entries(notOrdinary).map(([what, models]): Day => {
    const held = changed.held.filter((model) => models.includes(model));
    return { name: `ruby_llm: ${what}`, changes: models.length, held };
  });
  const others = new Set(Object.values(notOrdinary).flat());
  return {
    days: [
      dayOf({ ...given, name: "ruby_llm, new models" }, before, [
        ...before,
        ...now.filter((each) => !known.has(keyOf(each))),
      ]),
      {
        name: "ruby_llm, changed models",
        changes: changed.changes - others.size,
        held: changed.held.filter((model) => !others.has(model)),
      },
    ],
    faults: judged,
  };
};

const number10 = (value: unknown, factor: number): unknown => {
  const next = Number((Number(value) * factor).toPrecision(6));
  return typeof value === "string" ? String(next) : next;
};

/** What happens on ordinary days to the n-th model: a price, a limit, a wording, or a new version beside it. */
const ordinary = (
  record: RecordObject,
  n: number,
  { limit, price: at, text }: Omit<Place, "given">,
): readonly RecordObject[] => {
  const has = (path: string | undefined): path is string =>
    path !== undefined && Number(valueAt(record, path)) > 0;
  if (n % 4 === 0 && has(at))
    return [withAt(record, at, number10(valueAt(record, at), [0.5, 0.8, 1.25, 2][(n / 4) % 4] ?? 1))];
  if (n % 4 === 1 && has(limit)) return [withAt(record, limit, number10(valueAt(record, limit), 2))];
  if (n % 4 === 2 && typeof valueAt(record, text) === "string")
    return [withAt(record, text, `${String(valueAt(record, text))} Updated.`)];
  return [record, { ...record, id: `${String(record.id)}-next-${n}` }];
};

/** Forty changes of each sample, made by rule. */
const generated = (): readonly Day[] =>
  samples().map(({ given, ...places }) => {
    const all = recordsOf(given.document);
    const next = all.flatMap((record, n) => (n < 40 ? ordinary(record, n, places) : [record]));
    return dayOf({ ...given, name: `${given.name}, generated` }, { data: all }, { data: next });
  });

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

describe.skipIf(!existsSync(shared))("the guards on values, by a corpus", () => {
  const all = existsSync(shared) ? seedAll() : [];

  test("there are faults enough of each kind", () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(new Set(all.map(({ guard }) => guard)).size).toBe(11);
  });

  test.each(all)("$name: $what is held by $guard, and nothing else is", ({ guard, by }) => {
    expect(by).toContain(guard);
    expect(by.filter((each) => each.startsWith("other"))).toEqual([]);
  });

  test("of ordinary changes at most one in a hundred is held", () => {
    const ruby = rubyLlm();
    const days = [kluster(), tokencost(), ...ruby.days, ...generated()];
    const count = days.reduce((sum, { changes }) => sum + changes, 0);
    const held = days.flatMap((day) => day.held);
    process.stdout.write(
      [
        row(["changes", "models", "held"]),
        row(["---", "---", "---"]),
        ...[...days, ...ruby.faults].map((day) => row([day.name, day.changes, day.held.length])),
      ]
        .join("\n")
        .concat("\n"),
    );
    expect(count).toBeGreaterThanOrEqual(200);
    expect(held.length).toBeLessThanOrEqual(count / 100);
    expect(ruby.faults.map((day) => day.held.length)).toEqual(ruby.faults.map((day) => day.changes));
  });
});

test.runIf(!existsSync(shared))(
  "NOT RUN, ../shared is missing: the guards on values, by a corpus",
  () => undefined,
);
