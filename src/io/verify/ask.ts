/** One request to the real service, and what it was answered with. */
export type Asked = {
  /** Undefined where no answer came: then `text` says why. */
  readonly status: number | undefined;
  readonly text: string;
};

export type Question = {
  readonly url: string;
  readonly key: string;
  readonly body: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
};

/** More than this is no answer to an example. */
const maxBytes = 1024 * 1024;

const textOf = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (size <= maxBytes) {
    const part: { value?: Uint8Array } | undefined = await reader?.read();
    if (part?.value === undefined) break;
    chunks.push(part.value);
    size += part.value.length;
  }
  await reader?.cancel();
  return Buffer.concat(chunks).toString("utf8");
};

/** Asks once. The key goes to that address alone: a redirect isn't followed, and is taken out of what comes back. */
export const askService = async ({ url, key, body, timeoutMs, signal }: Question): Promise<Asked> => {
  const time = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body,
      redirect: "manual",
      signal: signal === undefined ? time : AbortSignal.any([time, signal]),
    });
    return { status: response.status, text: (await textOf(response)).replaceAll(key, "…") };
  } catch (cause) {
    const inner = cause instanceof Error ? cause.cause : undefined;
    const code = inner instanceof Error && "code" in inner ? String(inner.code) : "no answer";
    return { status: undefined, text: time.aborted ? `no answer in ${timeoutMs} ms` : code };
  }
};
