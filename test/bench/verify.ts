/**
 * Processor time that verifying the package's snippets takes: `npm run bench:verify`. All of it counts, of every process:
 * start, imports, boxes, the mock. Two cores manage 2000 ÷ (milliseconds a snippet) snippets a second.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { loadTemplateEngine } from "../../src/io/render.ts";
import { compileSnippet, dataFor, SNIPPETS, textOf } from "../unit/text/template/render.ts";
import { batchCalls, subjectOf, verdictsOf } from "../verify/support.ts";

/** Milliseconds that this process and its children, where they were waited for, have worked. */
const worked = (): number => {
  const [user = 0, system = 0] = readFileSync("/proc/self/stat", "utf8").split(" ").slice(15, 17).map(Number);
  const own = process.cpuUsage();
  return (user + system) * 10 + (own.user + own.system) / 1000;
};

const compile = await loadTemplateEngine();
const copies = 7;
for (const language of ["bash", "python", "both"]) {
  const subjects = SNIPPETS.filter((each) => language === "both" || each.language === language).flatMap(
    (snippet) => {
      const text = textOf(compileSnippet(compile, snippet), dataFor("acme/Auk-1B", snippet));
      const { kind, set } = snippet;
      const calls = kind === "batch" ? batchCalls : ["post /v1/chat/completions"];
      return Array.from({ length: copies }, (_, copy) =>
        subjectOf(text, {
          path: `${kind} ${set} ${snippet.language} ${copy}`,
          kind,
          language: snippet.language,
          calls,
          image: set === "vision",
        }),
      );
    },
  );
  const before = worked();
  const verdicts = await verdictsOf(subjects);
  const each = (worked() - before) / subjects.length;
  const results = [...new Set(verdicts.map(({ result }) => result))].join(", ");
  process.stdout.write(
    `${language}: ${subjects.length} snippets (${results}), ${each.toFixed(0)} ms of processor time each: ${(2000 / each).toFixed(0)} a second on two cores\n`,
  );
}
