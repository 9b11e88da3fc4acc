/** C# and Kotlin, whose tools weren't there: stand-ins for them tell how they are called, and with what text. */
import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeOfPage } from "../../src/verify/fences/fences.ts";
import { findProgram } from "../../src/io/verify/tools.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";
import { baseUrl, newEnvironment, path, verdictsOf } from "./support.ts";

/** Says its name, its arguments by their last part, and the address that the text has. */
const telling = (name: string, more = ""): string => `#!/bin/sh
${more}
printf '${name}'
for each; do printf ' %s' "\${each##*/}"; done
echo
for each; do [ ! -f "$each" ] || grep -o 'http[^"]*' "$each" | sed 's/[0-9]\\{4,\\}/PORT/'; done
`;

const dotnet = (version: string): string =>
  telling("dotnet", `[ "$1" != --version ] || { echo ${version}; exit; }`);
const kotlin = {
  kotlinc: telling("kotlinc"),
  java: `#!/bin/sh\n[ "$1" = -version ] || echo "java $*" | sed "s/[0-9]\\{4,\\}/PORT/g; s# /.*/# #"\n`,
};
const proxies =
  "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=PORT -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=PORT";
const mock = "http://127.0.0.1:PORT/v1/models";

type Row = readonly [
  what: string,
  info: string,
  tools: Readonly<Record<string, string>>,
  shown: readonly string[],
  want: readonly string[],
];

const rows: readonly Row[] = [
  ["C# is run", "csharp", { dotnet: dotnet("10.0.100") }, ["dotnet run main.cs", mock], ["passed"]],
  [
    "C# is compiled",
    "csharp kluster-gen=compile",
    { dotnet: `${dotnet("10.0.100")}[ "$1" = build ]` },
    [],
    ["compiled"],
  ],
  [
    "an earlier .NET is told",
    "csharp",
    { dotnet: dotnet("8.0.400") },
    [],
    ["not run", ".NET 10 isn't installed."],
  ],
  [
    "a library of C# is told",
    "csharp",
    {
      dotnet: `#!/bin/sh
[ "$1" != --version ] || { echo 10.0.100; exit; }
echo "main.cs(1,7): error CS0246: The type or namespace name 'OpenAI' could not be found" >&2
exit 1
`,
    },
    [],
    ["not run", "OpenAI isn't installed."],
  ],
  [
    "Kotlin is compiled, then run",
    "kotlin",
    kotlin,
    ["kotlinc main.kt -include-runtime -d program.jar", mock, `java ${proxies} -jar program.jar`],
    ["passed"],
  ],
  [
    "Kotlin is compiled",
    "kotlin kluster-gen=compile",
    { ...kotlin, kotlinc: '#!/bin/sh\n[ "$2 ${3##*/}" = "-d program.jar" ]' },
    [],
    ["compiled"],
  ],
  [
    "Kotlin that doesn't compile isn't run",
    "kotlin",
    { ...kotlin, kotlinc: "#!/bin/sh\nexit 1\n" },
    [],
    ["failed", "It ended with exit code 1."],
  ],
];

const there = findProgram("bash", path) !== undefined;

describe("stand-ins", () => {
  test.runIf(there).each(rows)("%s", async (_, info, tools, shown, want) => {
    const folder = emptyFolder();
    for (const [name, script] of Object.entries(tools))
      writeFileSync(join(folder, name), script, { mode: 0o755 });
    const words = want[0] === "passed" ? `${info} kluster-gen=output` : info;
    const text = `\`\`\`${words}\nask("${baseUrl}/models")\n\`\`\`\n\n\`\`\`text\n${shown.join("\n")}\n\`\`\`\n`;
    const subjects = codeOfPage("guide.md", text).fences.map((fence) => ({
      ...{ path: fence.path, line: fence.line, language: fence.language, text: fence.text },
      ...{ kind: "fence", model: undefined, image: false, calls: [] },
      fence: { marks: fence.marks, shown: fence.shown },
    }));
    const env = { ...newEnvironment(), PATH: `${folder}${delimiter}${path}` };
    const [made] = await verdictsOf(subjects, {}, env);
    expect([made?.result, ...(made?.why ?? [])], made?.output).toEqual(want);
  });
});
