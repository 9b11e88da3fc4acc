/** The code of a failed system call or load, such as `ENOSPC`; undefined for anything else that was thrown. */
export const errnoOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;

/** What to do where a file can't be written: on a full disk no other place is better. */
export const writeFix = (cause: unknown, otherwise: string): string =>
  ["ENOSPC", "EDQUOT"].includes(errnoOf(cause) ?? "") ? "Free some space." : otherwise;
