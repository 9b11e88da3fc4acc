import { describe, expect, test } from "vitest";
import { codeOfPage } from "../../../../src/verify/fences/fences.ts";

const fenceOf = (info: string, code: string) =>
  codeOfPage("guide.md", `\`\`\`${info}\n${code}\n\`\`\`\n`).fences[0];

describe("of a session what is typed in is run, at its lines", () => {
  test.each<readonly [info: string, code: string, run: string | undefined]>([
    ["bash", "$ echo hi\nhi\n$ pwd\n/root", "echo hi\n\npwd\n\n"],
    ["console", "# Greet:\n$ echo \\\n    hi\nhi", "\necho \\\n    hi\n\n"],
    ["console", "$ echo \\\n> hi\nhi", "echo \\\nhi\n\n"],
    ["sh", "$ curl x -d '{\n  \"a\": 1\n}'\n{}", "curl x -d '{\n  \"a\": 1\n}'\n\n"],
    ["shell", "$ cat <<EOF\nit's\nEOF\nit's\n$ pwd", "cat <<EOF\nit's\nEOF\n\npwd\n"],
    ["bash", "me@host:~/x$ echo hi # don't\nhi", "echo hi # don't\n\n"],
    ["bash", "echo hi\n$ no prompt", "echo hi\n$ no prompt\n"],
    ["console", "hi", undefined],
    ["python", ">>> for i in x:\n...     print(i)\n...\n1\n>>> i", "for i in x:\n    print(i)\n\n\ni\n"],
    ["pycon", ">>> 1\n1", "1\n\n"],
    ["ruby", "irb(main):001> puts 1\n1\n=> nil", "puts 1\n\n\n"],
    ["irb", "irb> 1\n=> 1", "1\n\n"],
    ["js", "> const f = () => {\n... }\nundefined", "const f = () => {\n}\n\n"],
  ])("```%s %j", (info, code, run) => {
    expect(fenceOf(info, code)?.text).toBe(run);
  });
});

describe("why a fence isn't run", () => {
  const leaves = (line: number): string => `It leaves something out (line ${line}).`;
  const installs = "It installs packages.";
  test.each<readonly [info: string, code: string, why: string | undefined]>([
    ["python", "a = 1\n...\nb = 2", leaves(2)],
    ["python", "ask(\n    model='x',\n    ...\n)", leaves(3)],
    ["python", "a = 1\n# ...", leaves(2)],
    ["python", "def f():\n    ...", undefined],
    ["python", 'class A:\n    """Says."""\n    ...', undefined],
    ["python", "x = f(\n    ...\n)", undefined],
    ["python", 'x = """\n...\n"""', undefined],
    ["js", "const a = 1;\n// ...", leaves(2)],
    ["ts", "const a = {\n  …\n}", leaves(2)],
    ["js", "f(...a);", undefined],
    ["bash", "curl x \\\n  ...", leaves(2)],
    ["bash", "curl x \\ ...", leaves(1)],
    ["bash kluster-gen=compile", "curl x \\\n  ...", undefined],
    ["bash kluster-gen=output:hi", "...", undefined],
    ["bash", "$ echo hi\n...", undefined],
    ["yaml", "a: 1\n...", undefined],
    ["bash", "export KEY=<your key>", "`<your key>` stands for something of the reader's."],
    ["sh", "curl x/<YOUR_ID>/files", "`<YOUR_ID>` stands for something of the reader's."],
    ["bash", 'curl -H "Bearer <YOUR_API_KEY>" x', undefined],
    ["bash", "cat <a >b; cat <a 2>/dev/null; cat <<EOF\n<p>\nEOF", undefined],
    ["bash", "pip install openai", installs],
    ["bash", "# either\nnpm i openai && yarn add openai\nuv add \\\n  openai", installs],
    ["console", "$ sudo gem install openai\nDone", installs],
    ["bash", "pip install openai\npython ask.py", undefined],
  ])("```%s %j", (info, code, why) => {
    expect(fenceOf(info, code)?.notRun).toBe(why);
  });

  test("nor what goes on from it", () => {
    const page = "```bash\n...\n```\n\n```bash kluster-gen=continues\npwd\n```\n";
    expect(codeOfPage("guide.md", page).fences.map(({ notRun }) => notRun)).toEqual([leaves(1), leaves(1)]);
  });
});
