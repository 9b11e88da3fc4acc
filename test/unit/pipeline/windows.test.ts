import { describe, expect, test, vi } from "vitest";
import { reachInside } from "../../../src/io/apply/reach.ts";
import { rootPrefix } from "../../../src/pipeline/load/root-prefix.ts";
import { replacerOf } from "../../../src/pipeline/replacing.ts";
import { memoryDisk } from "../../apply/support/memory-fs.ts";

/** Node's paths as they are on Windows, for all that makes paths of the documentation out of the system's. */
vi.mock("node:path", async (original) => {
  const path = await original<typeof import("node:path")>();
  return { ...path.win32, default: path.win32 };
});

describe("paths of Windows", () => {
  test.each([
    ["C:\\site", "C:\\site\\docs", "docs/"],
    ["C:\\site", "C:\\site\\docs\\de", "docs/de/"],
    ["C:\\site", "c:\\SITE\\docs", "docs/"],
    ["C:\\site", "C:\\site", ""],
    ["C:\\site", "C:\\other", ""],
    ["C:\\site", "D:\\docs", ""],
  ])("from %s the root %s is reached by %j", (cwd, root, want) => expect(rootPrefix(cwd, root)).toBe(want));

  test.each([
    ["docs\\code\\auk.py", "code/auk.py", true],
    ["docs/code/auk.py", "code/auk.py", true],
    ["code\\auk.py", "code/auk.py", true],
    ["C:\\site\\docs\\code", "code/auk.py", true],
    ["docs\\code\\", "code/auk.py", true],
    ["docs\\cod", "code/auk.py", false],
    ["D:\\docs\\code", "code/auk.py", false],
  ])("--replace %s is about %s: %j", (given, path, want) => {
    const request = { replace: true, replacePaths: [given], cwd: "C:\\site" };
    expect(replacerOf(request, "C:\\site\\docs")(path)).toBe(want);
  });

  test("a linked folder is followed to a path with slashes, and not out of the root", () => {
    const { fs } = memoryDisk({});
    const real = new Map([
      ["C:\\docs", "C:\\docs"],
      ["C:\\docs\\in", "C:\\docs\\a\\b"],
      ["C:\\docs\\out", "C:\\elsewhere"],
      ["C:\\docs\\far", "D:\\docs"],
    ]);
    const links = {
      ...fs,
      realpath: (path: string) => real.get(path) ?? path,
      lstat: () => ({ kind: "link", mode: 0o777 }) as const,
    };
    const reach = reachInside(links, "C:\\docs");
    const seen = ["in/x.md", "out/x.md", "far/x.md"].map((path) => {
      const folder = reach.folderOf(path);
      return folder.ok ? folder.value : folder.problems.map(({ code }) => code);
    });
    expect(seen).toEqual(["a/b", ["path-outside"], ["path-outside"]]);
  });
});
