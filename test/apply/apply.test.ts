import { mkdtempSync, readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { digest } from "../../src/core/digest.ts";
import { applyChanges } from "../../src/io/apply/apply.ts";

test("smoke", async () => {
  const root = mkdtempSync(join(tmpdir(), "apply-"));
  mkdirSync(join(root, "a"));
  writeFileSync(join(root, "a/x"), "old");
  writeFileSync(join(root, "a/gone"), "gone");
  writeFileSync(join(root, "r"), "ren");
  const base = { kind: "snippet", models: [], cause: "catalog", reason: "" } as const;
  const o = await applyChanges({
    root,
    changes: [
      { ...base, action: "update", path: "a/x", before: digest("old"), after: digest("new"), content: "new" },
      { ...base, action: "create", path: "b/c/y", before: null, after: digest("y"), content: "y" },
      { ...base, action: "delete", path: "a/gone", before: digest("gone"), after: null },
      {
        ...base,
        action: "rename",
        path: "s",
        from: "r",
        before: digest("ren"),
        after: digest("ren2"),
        content: "ren2",
      },
    ],
    state: [{ path: "lock.json", before: null, content: "{}" }],
  });
  expect(readFileSync(join(root, "a/x"), "utf8")).toBe("new");
  expect(o.status).toBe("complete");
});
