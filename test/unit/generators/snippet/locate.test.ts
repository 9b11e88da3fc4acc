import { describe, expect, it } from "vitest";
import { locateSnippets } from "../../../../generators/snippet/locate.ts";
import { mentionFinder } from "../../../../src/text/mentions.ts";
import { entry, settings, tree } from "../../given.ts";

describe("a file names an exact ID", () => {
  const ids = [
    "google/gemma-3-27b-it",
    "google/gemma-3-27b-it:free",
    "auto",
    "@cf/a/b",
    "odd one",
    'q"q',
    "a/b",
    "a/b'c",
  ];
  it.each<readonly [text: string, found: readonly string[]]>([
    ['model="google/gemma-3-27b-it"', ["google/gemma-3-27b-it"]],
    ['model="google/gemma-3-27b-it:free"', ["google/gemma-3-27b-it:free"]],
    ["Use google/gemma-3-27b-it. Or google/gemma-3-27b-it: fine", ["google/gemma-3-27b-it"]],
    ["google/gemma-3-27b-it-lora, x/google/gemma-3-27b-it", []],
    ["Google/Gemma-3-27B-it", []],
    ["`google/gemma-3-27b-it`|**auto**", ["auto", "google/gemma-3-27b-it"]],
    ["automatic auto-scaling auto_x", []],
    ["--model=@cf/a/b", ["@cf/a/b"]],
    ["an odd one out", []],
    ['model: \'odd one\', "q\\"q"', ["odd one", 'q"q']],
    ['"a/b\'c"', ["a/b'c"]],
    ["", []],
  ])("%j: %j", (text, found) => {
    expect(mentionFinder(ids)(text)).toEqual(found);
  });
});

describe("a snippet is found, whatever it is called", () => {
  const given = settings({
    snippets: [
      {
        kind: "real-time",
        language: "python",
        path: "code/real-time-{slug}.py",
        aliases: ["code/realtime-{slug}.py"],
      },
    ],
  }).snippets[0]!;
  const gemma = entry("google/gemma-3-27b-it");
  const free = entry("google/gemma-3-27b-it:free", { slug: "gemma-3-27b-it-free" });
  const llama = entry("meta/llama-4");

  const where = (
    files: Readonly<Record<string, string>>,
    entries = [gemma, free, llama],
    isProtected: (path: string) => boolean = () => false,
    recorded: Readonly<Record<string, string>> = {},
  ) => {
    const mentions = mentionFinder([...entries.map(({ id }) => id), "excluded/model"]);
    const inLock = ({ id }: { readonly id: string }) => recorded[id];
    const located = locateSnippets(given, entries, {
      snapshot: tree(files),
      mentions,
      isProtected,
      recorded: inLock,
    });
    return [...located].map(([id, found]) => {
      const why = found.state === "taken" ? `: ${found.why}` : "";
      return `${id} ${found.state} ${found.path}${why}`;
    });
  };

  it.each<readonly [what: string, files: Record<string, string>, want: string]>([
    ["no file: made at its own path", {}, "google/gemma-3-27b-it absent code/real-time-gemma-3-27b-it.py"],
    [
      "a file of its own path that names it",
      { "code/real-time-gemma-3-27b-it.py": "google/gemma-3-27b-it" },
      "google/gemma-3-27b-it present code/real-time-gemma-3-27b-it.py",
    ],
    [
      "a file of its own path that names nobody",
      { "code/real-time-gemma-3-27b-it.py": "" },
      "google/gemma-3-27b-it present code/real-time-gemma-3-27b-it.py",
    ],
    [
      "an old slug that names the ID",
      { "code/real-time-gemma3-27.py": 'model="google/gemma-3-27b-it"' },
      "google/gemma-3-27b-it present code/real-time-gemma3-27.py",
    ],
    [
      "an alias name",
      { "code/realtime-gemma-3-27b-it.py": "" },
      "google/gemma-3-27b-it present code/realtime-gemma-3-27b-it.py",
    ],
    [
      "its own path goes before an alias",
      { "code/real-time-gemma-3-27b-it.py": "", "code/realtime-gemma-3-27b-it.py": "" },
      "google/gemma-3-27b-it present code/real-time-gemma-3-27b-it.py",
    ],
    [
      "its neighbour's file is not its own",
      { "code/real-time-gemma3.py": '"google/gemma-3-27b-it:free"' },
      "google/gemma-3-27b-it absent code/real-time-gemma-3-27b-it.py",
    ],
    [
      "a file of another kind is not its own",
      { "code/batch-gemma.py": '"google/gemma-3-27b-it"', "real-time-x.py": '"google/gemma-3-27b-it"' },
      "google/gemma-3-27b-it absent code/real-time-gemma-3-27b-it.py",
    ],
    [
      "its path holds another model",
      { "code/real-time-gemma-3-27b-it.py": '"meta/llama-4"' },
      "google/gemma-3-27b-it taken code/real-time-gemma-3-27b-it.py: is about meta/llama-4",
    ],
    [
      "its path holds a model that is left out",
      { "code/real-time-gemma-3-27b-it.py": '"excluded/model"' },
      "google/gemma-3-27b-it taken code/real-time-gemma-3-27b-it.py: is about excluded/model",
    ],
    [
      "its path holds another model, and it has a file elsewhere",
      {
        "code/real-time-gemma-3-27b-it.py": '"meta/llama-4"',
        "code/real-time-x.py": '"google/gemma-3-27b-it"',
      },
      "google/gemma-3-27b-it present code/real-time-x.py",
    ],
  ])("%s", (_, files, want) => {
    expect(where(files)).toContain(want);
  });

  it("a comparison serves all models that it names, unless they have a file of their own", () => {
    const comparison = '"google/gemma-3-27b-it", "meta/llama-4"';
    expect(where({ "code/real-time-a-or-b.py": comparison }, [gemma, llama])).toEqual([
      "google/gemma-3-27b-it present code/real-time-a-or-b.py",
      "meta/llama-4 present code/real-time-a-or-b.py",
    ]);
    expect(
      where({ "code/real-time-a-or-b.py": comparison, "code/real-time-old.py": '"meta/llama-4"' }, [
        gemma,
        llama,
      ]),
    ).toEqual([
      "google/gemma-3-27b-it present code/real-time-a-or-b.py",
      "meta/llama-4 present code/real-time-old.py",
    ]);
  });

  it("files that people protect count for nothing, and stay out of the way", () => {
    const isProtected = (path: string): boolean => /-\d\d\./.test(path);
    const numbered = entry("a/model-01", { slug: "model-01" });
    const files = {
      "code/real-time-01.py": '"google/gemma-3-27b-it"',
      "code/real-time-model-01.py": '"a/model-01"',
    };
    expect(where(files, [gemma, numbered], isProtected)).toEqual([
      "google/gemma-3-27b-it absent code/real-time-gemma-3-27b-it.py",
      "a/model-01 taken code/real-time-model-01.py: belongs to people by `protect`",
    ]);
  });

  it.each<readonly [what: string, files: Record<string, string>, want: string]>([
    [
      "before all else",
      { "code/real-time-gemma-3-27b-it.py": "", "old/gemma.py": "" },
      "google/gemma-3-27b-it present old/gemma.py",
    ],
    [
      "but for a file that is gone",
      { "code/real-time-gemma-3-27b-it.py": "" },
      "google/gemma-3-27b-it present code/real-time-gemma-3-27b-it.py",
    ],
  ])("where the lock has it, %s", (_, files, want) => {
    expect(where(files, [gemma], () => false, { [gemma.id]: "old/gemma.py" })).toEqual([want]);
  });

  it("a file that the lock has for one model is no other's", () => {
    const files = { "code/real-time-gemma-3-27b-it.py": "" };
    expect(
      where(files, [gemma, llama], () => false, { [llama.id]: "code/real-time-gemma-3-27b-it.py" }),
    ).toEqual([
      "meta/llama-4 present code/real-time-gemma-3-27b-it.py",
      "google/gemma-3-27b-it taken code/real-time-gemma-3-27b-it.py: is about meta/llama-4",
    ]);
  });

  it("the order of the files and of the models changes nothing", () => {
    const files = {
      "code/real-time-a.py": '"meta/llama-4" "google/gemma-3-27b-it"',
      "code/real-time-b.py": '"google/gemma-3-27b-it" "meta/llama-4"',
    };
    const turned = Object.fromEntries(Object.entries(files).reverse());
    expect(where(turned, [llama, gemma]).sort()).toEqual(where(files, [gemma, llama]));
  });
});
