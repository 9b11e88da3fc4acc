import { describe, expect, it } from "vitest";
import onboarding from "../../../kluster-onboard.config.ts";
import type { TextRule } from "../../../src/config/config.gen.ts";
import { compileLookups } from "../../../src/catalog/lookup.ts";
import { compileRules } from "../../../src/text/text-rules.ts";
import { checkConfig } from "../../../src/config/validate.ts";
import { ruleNames } from "../../../src/config/validators.gen.js";
import { config, valueOf } from "../given.ts";

/** Rules as a config file would hold them: text that is parsed and validated before it is used. */
const rulesOf = (json: string): readonly TextRule[] => {
  const parsed: unknown = JSON.parse(json);
  return valueOf(checkConfig({ ...config(), slug: { rules: parsed } }, "test")).slug?.rules ?? [];
};

/** The lookup tables of the examples. */
const lookups = compileLookups({
  owner: { values: { qwen: "Qwen" } },
  family: {
    by: "prefix",
    ignoreCase: true,
    values: { "deepseek-ai/": "DeepSeek", "DeepSeek-AI/deepseek-r1-distill": "Distilled" },
  },
  size: { by: "pattern", values: { "-[0-9]B$": "small", "-[0-9]+B$": "middle" } },
});

const operations: readonly (readonly [rule: string, given: string, want: string])[] = [
  ['{"op":"lowercase"}', "DeepSeek-R1", "deepseek-r1"],
  ['{"op":"uppercase"}', "fp8", "FP8"],
  ['{"op":"trim"}', " \t a b\n", "a b"],
  ['{"op":"collapse"}', " a \n\t b ", "a b"],
  ['{"op":"words"}', "Mistral-Nemo__2407", "Mistral Nemo 2407"],
  ['{"op":"ascii"}', "Café ﬁ №1 🐬", "Cafe fi No1 "],
  ['{"op":"stripTags"}', "<b>Good for:</b> A &amp; B, 1 < 2<br/>", "Good for: A & B, 1 < 2"],
  ['{"op":"stripTags"}', "&lt;b&gt; &#x41;&#66; &copy; &#0; &#xD800;", "<b> AB © &#0; \ufffd"],
  ['{"op":"firstSentence"}', "Llama 3.1 is new. It is big.", "Llama 3.1 is new"],
  ['{"op":"firstSentence"}', "No full stop", "No full stop"],
  ['{"op":"tokens"}', "999", "999"],
  ['{"op":"tokens"}', "32768", "32k"],
  ['{"op":"tokens"}', "131999", "131k"],
  ['{"op":"tokens"}', "1000000", "1M"],
  ['{"op":"tokens"}', "1048576", "1M"],
  ['{"op":"tokens"}', "unlimited", "unlimited"],
  ['{"op":"tokens"}', "", ""],
  ['{"op":"tokens","style":"binary"}', "131072", "128k"],
  ['{"op":"tokens","style":"binary"}', "1048576", "1M"],
  ['{"op":"tokens","style":"binary"}', "200000", "200k"],
  ['{"op":"tokens","style":"binary"}', "512", "512"],
  ['{"op":"tokens","digits":1}', "1500000", "1.5M"],
  ['{"op":"tokens","digits":1}', "1048576", "1M"],
  ['{"op":"tokens","digits":2}', "1048576", "1.04M"],
  ['{"op":"tokens","style":"binary","digits":1}', "1572864", "1.5M"],
  ['{"op":"tokens","style":"grouped"}', "1048576", "1,048,576"],
  ['{"op":"tokens","style":"grouped","separator":" "}', "131072", "131 072"],
  ['{"op":"tokens","style":"grouped"}', "512", "512"],
  ['{"op":"price"}', "0.00000015", "$0.15"],
  ['{"op":"price"}', "1.5e-7", "$0.15"],
  ['{"op":"price"}', "0.000002", "$2.00"],
  ['{"op":"price"}', "0.00015", "$150.00"],
  ['{"op":"price"}', "0.0000000375", "$0.0375"],
  ['{"op":"price"}', "0.000000125", "$0.125"],
  ['{"op":"price"}', "0.000000005", "$0.0050"],
  ['{"op":"price"}', "0.00000000001", "$0.00001"],
  ['{"op":"price"}', "0", "$0.00"],
  ['{"op":"price","zero":"Free"}', "0.0", "Free"],
  ['{"op":"price","negative":"varies"}', "-1", "varies"],
  ['{"op":"price"}', "-0.000001", "-$1.00"],
  ['{"op":"price","per":"million"}', "2.5999999999999996", "$2.60"],
  ['{"op":"price","per":"thousand","before":"€ "}', "0.03", "€ 30.00"],
  ['{"op":"price"}', "on request", "on request"],
  ['{"op":"price"}', "9007199254740993", "$9007199254740993000000.00"],
  ['{"op":"titleCase"}', "deepseek-r1 distill (qwen's FP8)", "Deepseek-R1 Distill (Qwen's FP8)"],
  ['{"op":"sentenceCase"}', "«fill-in the middle»", "«Fill-in the middle»"],
  ['{"op":"sentenceCase"}', "2 éclairs", "2 Éclairs"],
  ['{"op":"titleCase"}', "émile llama 3.1 8b", "Émile Llama 3.1 8b"],
  ['{"op":"number"}', "131,072", "131072"],
  ['{"op":"number"}', "1.5K", "1500"],
  ['{"op":"number"}', "2M", "2000000"],
  ['{"op":"number"}', "128 KiB", "131072"],
  ['{"op":"number"}', "0.5 Mi", "524288"],
  ['{"op":"number"}', "-1,234.50", "-1234.5"],
  ['{"op":"number"}', "70B", "70000000000"],
  ['{"op":"number"}', "512 B", "512 B"],
  ['{"op":"number"}', "12,34", "12,34"],
  ['{"op":"number"}', "+1.25 kb", "1250"],
  ['{"op":"number"}', "3 GiB", "3221225472"],
  ['{"op":"number"}', "2 tbytes", "2000000000000"],
  ['{"op":"number"}', "1,234,567", "1234567"],
  ['{"op":"number"}', "x1K", "x1K"],
  ['{"op":"number"}', "1Kx", "1Kx"],
  ['{"op":"number"}', "GPT-4", "GPT-4"],
  ['{"op":"round"}', "2.5", "3"],
  ['{"op":"round","half":"even"}', "2.5", "2"],
  ['{"op":"round","half":"even"}', "3.5", "4"],
  ['{"op":"round","digits":2}', "0.175", "0.18"],
  ['{"op":"round","digits":2}', "1.005", "1.01"],
  ['{"op":"round","digits":2,"half":"even"}', "0.125", "0.12"],
  ['{"op":"round","digits":2,"half":"even"}', "0.1250000000000000001", "0.13"],
  ['{"op":"round","digits":2}', "1.50", "1.5"],
  ['{"op":"round","digits":2}', "-0.001", "0"],
  ['{"op":"round"}', "-2.5", "-3"],
  ['{"op":"round"}', "1.5e3", "1500"],
  ['{"op":"round"}', "n/a", "n/a"],
  ['{"op":"fixed","digits":2}', "0.175", "0.18"],
  ['{"op":"fixed","digits":2,"half":"even"}', "0.165", "0.16"],
  ['{"op":"fixed","digits":2,"half":"printf"}', "0.005", "0.01"],
  ['{"op":"fixed","digits":2,"half":"printf"}', "0.075", "0.07"],
  ['{"op":"fixed","digits":2,"half":"printf"}', "0.125", "0.12"],
  ['{"op":"fixed","digits":2,"half":"printf"}', "-0.005", "-0.01"],
  ['{"op":"fixed","digits":2,"half":"printf"}', "0.165", "0.17"],
  ['{"op":"fixed","digits":2,"half":"toFixed"}', "0.075", "0.07"],
  ['{"op":"fixed","digits":2,"half":"toFixed"}', "0.125", "0.13"],
  ['{"op":"fixed","digits":2,"half":"toFixed"}', "1.005", "1.00"],
  ['{"op":"fixed","digits":2,"half":"toFixed"}', "0.0750000000000000000000000000000000000001", "0.08"],
  ['{"op":"fixed","digits":2}', "3", "3.00"],
  ['{"op":"fixed","digits":3}', "1e-4", "0.000"],
  ['{"op":"fixed"}', "1e3", "1000"],
  ['{"op":"thousands"}', "131072", "131,072"],
  ['{"op":"thousands"}', "-1234567.1234", "-1,234,567.1234"],
  ['{"op":"thousands","separator":" "}', "1e6", "1 000 000"],
  ['{"op":"thousands"}', "999", "999"],
  ['{"op":"thousands"}', "many", "many"],
  ['{"op":"units"}', "1500", "1.5K"],
  ['{"op":"units"}', "2000000", "2M"],
  ['{"op":"units"}', "999", "999"],
  ['{"op":"units"}', "999949", "999.9K"],
  ['{"op":"units"}', "999950", "1M"],
  ['{"op":"units"}', "-70600000000", "-70.6B"],
  ['{"op":"units"}', "5e18", "5000000T"],
  ['{"op":"units","digits":[0,0,1]}', "65536", "66K"],
  ['{"op":"units","digits":[0,0,1]}', "999500", "1M"],
  ['{"op":"units","digits":[0,0,1]}', "1050000", "1.1M"],
  ['{"op":"units","digits":[0,0,1]}', "1250000000", "1.3B"],
  ['{"op":"units","base":1024}', "131072", "128 KiB"],
  ['{"op":"units","base":1024}', "1610612736", "1.5 GiB"],
  ['{"op":"units","base":1024}', "512", "512 B"],
  ['{"op":"units","digits":0,"half":"even"}', "2500", "2K"],
  ['{"op":"units","digits":0,"half":"printf"}', "2500", "2K"],
  ['{"op":"units","digits":0,"half":"toFixed"}', "2500", "3K"],
  ['{"op":"units","units":[""," thousand"]}', "131072", "131.1 thousand"],
  ['{"op":"units"}', "large", "large"],
  ['{"op":"percent"}', "0.175", "17.5%"],
  ['{"op":"percent"}', "1", "100%"],
  ['{"op":"percent","digits":0,"half":"even"}', "0.125", "12%"],
  ['{"op":"percent","after":" %"}', "0.29", "29 %"],
  ['{"op":"percent"}', "half", "half"],
  ['{"op":"times","by":1000000}', "1.75e-7", "0.175"],
  ['{"op":"times","by":1000000}', "0.00003", "30"],
  ['{"op":"times","by":0.001}', "131072", "131.072"],
  ['{"op":"times","by":1000}', "-", "-"],
  ['{"op":"joinList"}', "no list", "no list"],
  ['{"op":"sortList"}', "no list", "no list"],
  ['{"op":"count"}', "no list", "1"],
  ['{"op":"count"}', "", "0"],
  ['{"op":"date"}', "1754669020", "2025-08-08"],
  ['{"op":"date"}', "1754669020123", "2025-08-08"],
  ['{"op":"date"}', "-1", "-1"],
  ['{"op":"date"}', "0", "0"],
  ['{"op":"date"}', "131072", "131072"],
  ['{"op":"date"}', "2025", "2025"],
  ['{"op":"date"}', "2025-06", "2025-06"],
  ['{"op":"date"}', "2025-13", "2025-13"],
  ['{"op":"date"}', "202506", "2025-06"],
  ['{"op":"date"}', "20250611", "2025-06-11"],
  ['{"op":"date"}', "20251311", "20251311"],
  ['{"op":"date"}', "2025/06/11", "2025-06-11"],
  ['{"op":"date"}', "06/11/2025", "06/11/2025"],
  ['{"op":"date"}', "June 2025", "2025-06"],
  ['{"op":"date"}', "Sept. 2025", "2025-09"],
  ['{"op":"date"}', "June 11, 2025", "2025-06-11"],
  ['{"op":"date"}', "11 Jun 2025", "2025-06-11"],
  ['{"op":"date"}', "June 31, 2025", "June 31, 2025"],
  ['{"op":"date"}', "Ju 2025", "Ju 2025"],
  ['{"op":"date"}', "2025-06-11T23:59:59.123Z", "2025-06-11"],
  ['{"op":"date"}', "2025-06-11 10:00:00 UTC", "2025-06-11"],
  ['{"op":"date"}', "2025-06-11T10:00 or so", "2025-06-11T10:00 or so"],
  ['{"op":"date","style":"month"}', "2025", "2025"],
  ['{"op":"date","style":"month"}', "20250611", "June 2025"],
  ['{"op":"date","style":"long"}', "2025-06", "June 2025"],
  ['{"op":"date"}', "951782400", "2000-02-29"],
  ['{"op":"date","style":"month"}', "2025-06-11", "June 2025"],
  ['{"op":"date","style":"long"}', "2025-06-11T23:59:59+02:00", "June 11, 2025"],
  ['{"op":"date"}', "2025-02-29", "2025-02-29"],
  ['{"op":"date","style":"long"}', "2025-02-29", "2025-02-29"],
  ['{"op":"date"}', "soon", "soon"],
  ['{"op":"lookup","table":"owner"}', "qwen", "Qwen"],
  ['{"op":"lookup","table":"owner"}', "constructor", "constructor"],
  ['{"op":"lookup","table":"owner","otherwise":"—"}', "acme", "—"],
  ['{"op":"lookup","table":"family"}', "deepseek-ai/DeepSeek-R1", "DeepSeek"],
  ['{"op":"lookup","table":"family"}', "deepseek-ai/DeepSeek-R1-Distill-7B", "Distilled"],
  ['{"op":"lookup","table":"size"}', "Qwen3-32B", "middle"],
  ['{"op":"replace","find":".","with":"$&-"}', "a.b.c", "a$&-b$&-c"],
  ['{"op":"regex","pattern":"(\\\\d+)b","with":"<$1>"}', "7b 70b 7B", "<7> <70> 7B"],
  ['{"op":"regex","pattern":"b$","with":"","ignoreCase":true}', "7B", "7"],
  ['{"op":"strip","prefix":"Meta ","suffix":" Turbo"}', "Meta Llama Turbo", "Llama"],
  ['{"op":"strip","prefix":"Meta "}', "Metal Meta ", "Metal Meta "],
  ['{"op":"take","separator":"/","part":-1}', "a/b/c:free", "c:free"],
  ['{"op":"take","separator":"/","part":0}', "a/b/c:free", "a"],
  ['{"op":"take","separator":"/","part":2}', "a/b", "a/b"],
  ['{"op":"map","values":{"yes":"Yes"}}', "yes", "Yes"],
  ['{"op":"map","values":{"yes":"Yes"}}', "toString", "toString"],
  ['{"op":"map","values":{"yes":"Yes"},"otherwise":"—"}', "no", "—"],
  ['{"op":"lines","separator":", "}', "a, b, c", "a\nb\nc"],
  ['{"op":"wrap","width":5}', "aa bb cccccc d", "aa bb\ncccccc\nd"],
  ['{"op":"wrap","width":5,"over":20}', "aa bb cccccc d", "aa bb cccccc d"],
  ['{"op":"when","pattern":"^a","then":[{"op":"uppercase"}],"else":[{"op":"trim"}]}', "a ", "A "],
  ['{"op":"when","pattern":"^a","then":[{"op":"uppercase"}],"else":[{"op":"trim"}]}', "b ", "b"],
  ['{"op":"when","pattern":"^a","then":[{"op":"uppercase"}]}', "b ", "b "],
];

describe("each operation", () => {
  it.each(operations)("%s: %j → %j", (rule, given, want) => {
    expect(compileRules(rulesOf(`[${rule}]`), lookups).apply(given)).toBe(want);
  });

  it("is in the table above", () => {
    const shown = operations.flatMap(([rule]) => rulesOf(`[${rule}]`).map(({ op }) => op));
    expect([...new Set<string>(shown)].sort()).toEqual([...ruleNames].sort());
  });
});

describe("rules for a list", () => {
  it.each<readonly [rules: string, given: readonly string[], want: string | readonly string[]]>([
    ['[{"op":"uppercase"}]', ["a", "b"], ["A", "B"]],
    ['[{"op":"joinList"}]', ["a", "b", "c"], "a, b, c"],
    ['[{"op":"joinList","last":" and "}]', ["a", "b", "c"], "a, b and c"],
    ['[{"op":"joinList","separator":" · "}]', ["a"], "a"],
    ['[{"op":"joinList"}]', [], ""],
    ['[{"op":"joinList"},{"op":"uppercase"}]', ["a", "b"], "A, B"],
    ['[{"op":"sortList"}]', ["10s", "5s", "1m"], ["1m", "5s", "10s"]],
    ['[{"op":"count"}]', ["en", "de"], "2"],
    ['[{"op":"count"}]', [], "0"],
    ['[{"op":"joinList"},{"op":"count"}]', ["en", "de"], "1"],
    ['[{"op":"sortList","descending":true},{"op":"joinList"}]', ["v2", "v10"], "v10, v2"],
  ])("%s: %j → %j", (rules, given, want) => {
    expect(compileRules(rulesOf(rules)).applyList(given)).toEqual(want);
  });
});

it("the trace names every step and ends with what `apply` gives", () => {
  const rules = compileRules(
    rulesOf('[{"op":"take","separator":"/","part":-1,"name":"without the owner"},{"op":"lowercase"}]'),
  );
  expect(rules.trace("Qwen/Qwen3")).toEqual([
    { name: "without the owner", text: "Qwen3" },
    { name: "lowercase", text: "qwen3" },
  ]);
  expect(rules.apply("Qwen/Qwen3")).toBe("qwen3");
});

describe("both styles of slug that the documentation has had, by config alone", () => {
  const short = `[
    { "op": "take", "separator": "/", "part": -1 },
    { "op": "strip", "prefix": "Meta-" },
    { "op": "lowercase" },
    { "op": "replace", "find": "-vl-", "with": "-" },
    { "op": "regex", "pattern": "^(llama|gemma)-([0-9.]+)", "with": "$1$2" },
    { "op": "regex", "pattern": "^((?:llama|gemma|qwen)[0-9.]+-(?:[0-9]+(?=b)|[a-z]+)).*$", "with": "$1" },
    { "op": "replace", "find": "deepseek-v", "with": "deepseekV" },
    { "op": "replace", "find": "deepseek-r", "with": "deepseekR" }
  ]`;
  const full = `[
    { "op": "take", "separator": "/", "part": -1 },
    { "op": "lowercase" },
    { "op": "replace", "find": ".", "with": "-" }
  ]`;
  it.each([
    ["klusterai/Meta-Llama-3.1-8B-Instruct-Turbo", "llama3.1-8", "meta-llama-3-1-8b-instruct-turbo"],
    ["klusterai/Meta-Llama-3.1-405B-Instruct-Turbo", "llama3.1-405", "meta-llama-3-1-405b-instruct-turbo"],
    ["klusterai/Meta-Llama-3.3-70B-Instruct-Turbo", "llama3.3-70", "meta-llama-3-3-70b-instruct-turbo"],
    [
      "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8",
      "llama4-maverick",
      "llama-4-maverick-17b-128e-instruct-fp8",
    ],
    ["meta-llama/Llama-4-Scout-17B-16E-Instruct", "llama4-scout", "llama-4-scout-17b-16e-instruct"],
    ["google/gemma-3-27b-it", "gemma3-27", "gemma-3-27b-it"],
    ["Qwen/Qwen2.5-VL-7B-Instruct", "qwen2.5-7", "qwen2-5-vl-7b-instruct"],
    ["Qwen/Qwen3-235B-A22B-FP8", "qwen3-235", "qwen3-235b-a22b-fp8"],
    ["deepseek-ai/DeepSeek-V3-0324", "deepseekV3-0324", "deepseek-v3-0324"],
    ["deepseek-ai/DeepSeek-V3", "deepseekV3", "deepseek-v3"],
    ["deepseek-ai/DeepSeek-R1", "deepseekR1", "deepseek-r1"],
    ["mistralai/Mistral-Nemo-Instruct-2407", "mistral-nemo-instruct-2407", "mistral-nemo-instruct-2407"],
  ])("%s: %s, %s", (id, early, late) => {
    expect(compileRules(rulesOf(short)).apply(id)).toBe(early);
    expect(compileRules(rulesOf(full)).apply(id)).toBe(late);
  });
});

describe("descriptions and token lengths, by the repository's own config", () => {
  const { summary, context } = onboarding.catalog.fields ?? {};
  const describeModel = (text: string): string => compileRules(summary?.rules ?? []).apply(text);

  it.each([
    ["<b>Good for:</b> Summaries, short answers, tags.", "Summaries\nshort answers\ntags."],
    ["Short prose. It stays whole.", "Short prose. It stays whole."],
    [`${"x".repeat(29)}. ${"y".repeat(29)}`, `${"x".repeat(29)}. ${"y".repeat(29)}`],
    [`${"x".repeat(29)}. ${"y".repeat(30)}`, "x".repeat(29)],
    [
      "Version 3.1 answers quickly, in forty languages, and it reads code. More follows.",
      "Version 3.1 answers quickly,\nin forty languages, and it\nreads code",
    ],
  ])("%j", (given, want) => {
    expect(describeModel(given)).toBe(want);
  });

  it("no line of wrapped prose is longer than 30 characters, save a single word", () => {
    const prose =
      "A model with a supercalifragilisticexpialidocious-word, which can't be cut, and others that can";
    for (const line of describeModel(prose).split("\n"))
      expect(line.length <= 30 || !line.includes(" ")).toBe(true);
  });

  it("lengths are rounded down", () => {
    expect(
      ["4096", "32768", "131072", "1000000"].map((n) => compileRules(context?.rules ?? []).apply(n)),
    ).toEqual(["4k", "32k", "131k", "1M"]);
  });
});
