/** The code of a failed system call or load, such as `ENOSPC`; undefined for anything else that was thrown. */
export const errnoOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
