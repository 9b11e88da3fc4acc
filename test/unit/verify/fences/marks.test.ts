import { describe, expect, test } from "vitest";
import { marksIn, outputProblem, unmarked } from "../../../../src/verify/fences/marks.ts";

describe("marks", () => {
  test.each<readonly [text: string, want: object]>([
    ["python kluster-gen=skip", { skip: true }],
    ["bash kluster-gen=compile title=x", { compile: true }],
    ["go kluster-gen=exit:3", { exit: 3 }],
    ["go kluster-gen=fails", { exit: "fails" }],
    ['kluster-gen="output:/a, b/,output:c d"', { output: ["/a, b/", "c d"] }],
    ["kluster-gen=output,continues", { shows: true, continues: true }],
    ["kluster-gen=env:TEAM,model:acme/Auk-1B", { env: ["TEAM"], models: ["acme/Auk-1B"] }],
    ['kluster-gen="calls:POST /v1/files"', { calls: ["post /v1/files"] }],
    ["kluster-gen=must:retry-once", { must: "retry-once" }],
    ["kluster-gen=setup", { setup: true }],
    ["kluster-gen=comple,exit:x,env:a-b,must:win", { unknown: ["comple", "exit:x", "env:a-b", "must:win"] }],
  ])("%s", (text, want) => {
    expect(marksIn(text)).toEqual({ ...unmarked, ...want });
  });

  test.each(["python", 'python title="kluster-gen"', "kluster-gen keep"])("%s has none", (text) => {
    expect(marksIn(text)).toBeUndefined();
  });
});

describe("what is printed", () => {
  test.each<
    readonly [output: readonly string[], shown: string | undefined, printed: string, want: RegExp | undefined]
  >([
    [[], undefined, "anything", undefined],
    [["ready"], undefined, "it is ready\n", undefined],
    [["ready"], undefined, "it waits\n", /print "ready"/],
    [["/^\\d+$/"], undefined, "42", undefined],
    [["/^\\d+$/"], undefined, "no", /nothing like/],
    [["/(/"], undefined, "(", /no pattern/],
    [[], "a\nb\n", "a  \nb", undefined],
    [[], "a\nb\n", "a\nc", /page shows/],
    [[], "a\n...\nz", "a\n1\n2\nz\n", undefined],
    [[], "a\n...\nz", "a\nz\n", undefined],
    [[], "a (b)\n", "a (b)", undefined],
  ])("%j, shown %j, printed %j", (output, shown, printed, want) => {
    const problem = outputProblem({ output }, shown, printed);
    if (want === undefined) expect(problem).toBeUndefined();
    else expect(problem).toMatch(want);
  });
});
