/** Languages that a compiler or interpreter runs: the API's address is the mock's in the copy that is run. */

/** How a language's files are compiled and run; `$1` is the file, and the working folder is empty. */
export type Toolchain = {
  /** Programs that must be there, the one whose version counts first. */
  readonly programs: readonly string[];
  readonly version: readonly string[];
  /** What the first program is asked for its folder by, which is KG_FOLDER then. */
  readonly folder?: readonly string[];
  /** Name of the file, for those that care. */
  readonly file: string;
  readonly compile: string;
  readonly run: string;
  /** What is said where a library isn't there: then it is 'not run'. */
  readonly lacks: RegExp;
  /** What a file begins with where a page leaves it out. */
  readonly begin?: { readonly unless: RegExp; readonly text: string };
};

/** Earlier ones than 10 build projects, and no file alone. */
const singleFiles =
  'major=$(dotnet --version); [ "${major%%.*}" -ge 10 ] || { echo "lacks .NET 10" >&2; exit 1; }; ';

/** What a debugger needs is half the work, and snippets are run by none. */
const goBuild = 'go build -ldflags=-w -o "$PWD/program" "$1"';

/** Java looks into no variable for a proxy: without an address in the text it asks the API's host by the run's certificate. */
const javaOptions = [
  "gate=${https_proxy#*://}",
  'options="-Dhttps.proxyHost=${gate%:*} -Dhttps.proxyPort=${gate##*:} -Dhttp.proxyHost=${gate%:*} -Dhttp.proxyPort=${gate##*:}"',
  `[ -z "$SSL_CERT_FILE" ] || grep -qF "$KG_TO" "$1" || {
    keytool -importcert -noprompt -alias mock -storetype PKCS12 -storepass changeit -keystore ../home/trust -file "$SSL_CERT_FILE" >/dev/null 2>&1
    options="$options -Djavax.net.ssl.trustStore=../home/trust -Djavax.net.ssl.trustStorePassword=changeit"
  }`,
].join("\n");

/** By the language's own name. */
export const toolchains: ReadonlyMap<string, Toolchain> = new Map<string, Toolchain>([
  [
    "go",
    {
      programs: ["go"],
      version: ["version"],
      file: "main.go",
      compile: goBuild,
      run: `${goBuild} && exec "$PWD/program"`,
      lacks: /no required module provides package (\S+?)[:;]|package (\S+) is not in (?:std|GOROOT)/,
      begin: { unless: /^package\s/m, text: "package main\n" },
    },
  ],
  [
    "java",
    {
      programs: ["java", "javac"],
      version: ["-version"],
      file: "Main.java",
      // Snippets end before a thorough compiler pays.
      compile: 'javac -J-XX:TieredStopAtLevel=1 -d "$PWD/classes" "$1"',
      run: `${javaOptions}\nexec java $options -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$1"`,
      lacks: /error: package (\S+) does not exist/,
    },
  ],
  [
    "ruby",
    {
      programs: ["ruby"],
      version: ["--version"],
      file: "main.rb",
      compile: 'ruby -c "$1"',
      run: 'exec ruby "$1"',
      lacks: /cannot load such file -- (\S+) \(LoadError\)/,
    },
  ],
  [
    "php",
    {
      programs: ["php"],
      version: ["--version"],
      file: "main.php",
      compile: 'php -l "$1"',
      run: 'exec php "$1"',
      lacks:
        /(?:Failed opening required|failed to open stream).*?'?(\S*autoload\.php)|undefined function (curl_init)/i,
      begin: { unless: /^\s*<\?php/, text: "<?php\n" },
    },
  ],
  [
    "rust",
    {
      programs: ["rustc"],
      version: ["--version"],
      file: "main.rs",
      // rustup's own `rustc` looks for the compiler in the home folder, which is another during a run.
      folder: ["--print", "sysroot"],
      compile: '"$KG_FOLDER/bin/rustc" --edition 2021 --emit=metadata --out-dir "$PWD" "$1"',
      run: '"$KG_FOLDER/bin/rustc" --edition 2021 -o "$PWD/program" "$1" && exec "$PWD/program"',
      lacks:
        /(?:unresolved import|use of (?:undeclared|unresolved) (?:crate or module|module or unlinked crate)|can't find crate for) `(\w+)/,
    },
  ],
  [
    "csharp",
    {
      programs: ["dotnet"],
      version: ["--version"],
      file: "main.cs",
      compile: `${singleFiles}exec dotnet build "$1"`,
      run: `${singleFiles}exec dotnet run "$1"`,
      lacks: /lacks (\.NET 10)|error CS0246: The type or namespace name '(\w+)'|NU1101/,
    },
  ],
  [
    "kotlin",
    {
      programs: ["kotlinc", "java"],
      version: ["-version"],
      file: "main.kt",
      compile: 'kotlinc "$1" -d "$PWD/program.jar"',
      run: `kotlinc "$1" -include-runtime -d "$PWD/program.jar" || exit
${javaOptions}
exec java $options -jar "$PWD/program.jar"`,
      lacks: /error: unresolved reference:? '?(\w+)/,
    },
  ],
]);

/** What a program said that it lacks; undefined when it lacks nothing. */
export const lackOf = ({ lacks }: Toolchain, printed: string): string | undefined => {
  const found = lacks.exec(printed);
  return found === null ? undefined : (found.slice(1).find(Boolean) ?? "a library");
};

/** The text with the API's address replaced, wherever one begins with it. */
export const readdressed = (text: string, from: string, to: string): string => {
  const [start = "", ...rest] = text.split(from);
  return rest.reduce((made, part) => made + (/^(?:[/?#"'`\s),;}<]|$)/.test(part) ? to : from) + part, start);
};

/** How snippets of a language are run. */
type Runner = "bash" | "python" | "node" | "toolchain";

const runners: ReadonlyMap<string, Runner> = new Map([
  ["bash", "bash"],
  ["javascript", "node"],
  ["python", "python"],
  ["typescript", "node"],
]);

/** How a language is run, by its own name; undefined when it can't be. */
export const runnerOf = (language: string): Runner | undefined =>
  runners.get(language) ?? (toolchains.has(language) ? "toolchain" : undefined);

const endings: ReadonlyMap<string, string> = new Map([
  ["bash", ".sh"],
  ["javascript", ".mjs"],
  ["python", ".py"],
  ["typescript", ".ts"],
]);

/** The ending that the language's own programs know its files by; a page may keep them under another. */
export const endingOf = (language: string): string =>
  endings.get(language) ?? /\.\w+$/.exec(toolchains.get(language)?.file ?? "")?.[0] ?? ".txt";

/** Packages that a JavaScript or TypeScript file imports, by name: `openai`, `@scope/name`. */
export const packagesOf = (text: string): readonly string[] => {
  const imports = text.matchAll(
    /(?:^|[\s;}])(?:import|export)\s*(?:[\w*{}\s,$]*?\sfrom\s*)?\(?\s*["']([^"'\n]+)["']|\brequire\(\s*["']([^"'\n]+)["']/g,
  );
  const names = [...imports].map(([, from, required]) => from ?? required ?? "");
  const packages = names
    .filter((name) => !/^(?:[./]|node:)/.test(name) && name !== "")
    .map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
  return [...new Set(packages)].sort();
};
