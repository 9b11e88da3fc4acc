/** What a `$ref` may point at: this document, or a file that a relative path reaches. */
import { posix } from "node:path";
import { attempt } from "../../src/text/attempt.ts";

/** Why a reference is not followed. */
export type RefusedReference = { readonly code: string; readonly refused: string };

const decode = (text: string): string | undefined => attempt(() => decodeURIComponent(text));

const refusal = (code: string, refused: string): RefusedReference => ({ code, refused });

/** Where a reference leads: a file and a pointer in it, or the place in it that is called `anchor`. */
export type Target = { readonly file: string; readonly pointer: string; readonly anchor?: string };

/** Reads a `$ref` found in `file`; what leads to the network or out of the readable folders is refused. */
export const refTarget = (ref: string, file: string): Target | RefusedReference => {
  const shown = JSON.stringify(ref.slice(0, 200));
  const [path = "", fragment = "", ...more] = ref.split("#");
  if (/^[a-z][a-z0-9+.-]*:|^\/\/|^\\\\/i.test(ref)) {
    return refusal(
      "api-reference-remote",
      `${shown} is not in a local file; such references are never followed.`,
    );
  }
  const decodedPath = decode(path);
  const pointer = decode(fragment);
  if (decodedPath === undefined || pointer === undefined || more.length > 0) {
    return refusal("api-reference-invalid", `${shown} is not a valid reference.`);
  }
  if (/^\/|\\|[\p{Cc}?:]/u.test(decodedPath)) {
    return refusal("api-reference-invalid", `${shown} is not a relative path with "/" between its parts.`);
  }
  const target = decodedPath === "" ? file : posix.join(posix.dirname(file), decodedPath);
  return pointer === "" || pointer.startsWith("/")
    ? { file: target, pointer }
    : { file: target, pointer: "", anchor: pointer };
};
