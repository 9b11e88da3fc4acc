/** The document that the mock's tests run against, as the project corrects it. */
import { existsSync, readFileSync } from "node:fs";
import { loadApi } from "../../../../generators/api/load.ts";
import type { ApiDocument } from "../../../../generators/api/types.ts";
import { error, fail } from "../../../../src/model/problem.ts";

/** Where the real document is. */
export const realDocument = new URL(
  "../../../../../shared/data/openapi/kluster-openapi.json",
  import.meta.url,
);
/** The project's overlay for it. */
export const realOverlay = new URL("../../../../schemas/kluster.overlay.json", import.meta.url);

/** Whether the real document is beside the repository; it is not part of it. */
export const hasRealDocument = existsSync(realDocument);

/** The real document, with the project's overlay unless told otherwise. */
export const loadRealApi = async (withOverlay = true): Promise<ApiDocument> => {
  const loaded = await loadApi({
    source: { label: "openapi.json", text: readFileSync(realDocument, "utf8") },
    overlays: withOverlay ? [{ label: "overlay.yaml", text: readFileSync(realOverlay, "utf8") }] : [],
    readLocal: (path) => fail(error("no-file", path, "The document has no other files.", "Leave it.")),
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.value;
};
