import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Subject, Verdict } from "../../src/verify/types.ts";
import { loadTemplateEngine } from "../../src/io/render.ts";
import { dataFor, type Snippet, SNIPPETS, textOf } from "../unit/text/template/render.ts";
import { bashMutations, type Mutation, pythonMutations } from "./mutations.ts";
import { batchCalls, hasOpenAi, needsOpenAi, subjectOf, verdictsOf } from "./support.ts";

const compileTemplate = await loadTemplateEngine();
const model = "acme/Auk-1B";
const folder = "generators/templates";

/** The template's text as a snippet, after a change to it or to one of its partials. */
const made = (path: string, snippet: Snippet, change: (text: string) => string = (text) => text): Subject => {
  const { kind, set, language } = snippet;
  const name = `${folder}/${kind}/${set}/${language}.ejs`;
  const partials = (partial: string): string | undefined => {
    const file = `${folder}/partials/${partial}.ejs`;
    return existsSync(file) ? change(readFileSync(file, "utf8")) : undefined;
  };
  const template = compileTemplate({ name, text: change(readFileSync(name, "utf8")), language, partials });
  if (!template.ok) throw new Error(JSON.stringify(template.problems));
  return subjectOf(textOf(template.value, dataFor(model, snippet)), {
    path,
    kind,
    language,
    calls: kind === "batch" ? batchCalls : ["post /v1/chat/completions"],
    image: set === "vision",
  });
};

const mutant = ({ name, snippet, find, replace }: Mutation): Subject => {
  let changes = 0;
  const subject = made(name, snippet, (text) =>
    text.replace(find, () => {
      changes += 1;
      return replace;
    }),
  );
  if (changes !== 1) throw new Error(`${name} changes ${changes} places`);
  return subject;
};

const verdicts = new Map<string, Verdict>();
const run = async (subjects: readonly Subject[]): Promise<void> => {
  for (const verdict of await verdictsOf(subjects))
    verdicts.set(`${verdict.language} ${verdict.path}`, verdict);
};

describe.each([
  ["bash", bashMutations, true],
  ["python", pythonMutations, hasOpenAi],
] as const)("%s", (language, mutations, canRun) => {
  const title = (name: string): string => (language === "python" ? needsOpenAi(name) : name);
  const originals = SNIPPETS.filter((snippet) => snippet.language === language);

  beforeAll(() =>
    run([...originals.map((each) => made(`${each.kind} ${each.set}`, each)), ...mutations.map(mutant)]),
  );

  test.each(originals)(`$kind $set passes unbroken`, ({ kind, set }) => {
    const found = verdicts.get(`${language} ${kind} ${set}`);
    expect(found).toMatchObject({ result: canRun ? "passed" : "not run" });
  });

  test("there are twelve ways to break it, or more", () => {
    expect(mutations.length).toBeGreaterThanOrEqual(12);
  });

  test.each(mutations.map((each) => [title(each.name), each] as const))("caught: %s", (_, { name, why }) => {
    const found = verdicts.get(`${language} ${name}`);
    // Without the library nothing but the syntax can be judged, and that isn't called a success.
    const judged = canRun || name === "syntax error";
    expect(found).toMatchObject({ result: judged ? "failed" : "not run" });
    if (judged) expect(found?.why.join("\n")).toMatch(why);
  });
});
