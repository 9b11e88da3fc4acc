/** Lists that come in pages, each beginning after a cursor. */
import type { Call } from "./address.ts";
import type { Api, RequestOptions } from "./api.ts";
import { field } from "./errors.ts";
import { sendJson } from "./request.ts";

/** What a list operation gives: await it for the first page, or iterate over the items of all pages. */
export type Paged<Page, Item> = Promise<Page> &
  AsyncIterable<Item> & {
    /** All pages, this one first. */
    readonly pages: () => AsyncIterable<Page>;
  };

type Read<Page, Item> = (page: Page) => readonly Item[];

/** Where the next page begins: the ID of this one's last item. */
const cursorOf = (page: unknown, items: readonly unknown[]): string | undefined => {
  const cursor = field(page, "last_id") ?? field(items.at(-1), "id");
  return typeof cursor === "string" && cursor !== "" ? cursor : undefined;
};

async function* pagesFrom<Page, Item>(
  api: Api,
  call: Call<Page>,
  { first, itemsOf }: { readonly first: Promise<Page>; readonly itemsOf: Read<Page, Item> },
  options: RequestOptions | undefined,
): AsyncGenerator<Page, void, undefined> {
  const seen = new Set<string>();
  for (let page = await first; ; ) {
    const items = itemsOf(page);
    const cursor = cursorOf(page, items);
    // A service that ignores the cursor sends the same page for ever.
    if (cursor !== undefined && seen.has(cursor)) return;
    yield page;
    if (items.length === 0 || cursor === undefined || field(page, "has_more") === false) return;
    seen.add(cursor);
    page = await sendJson(
      api,
      { ...call, query: { ...call.query, after: cursor, page: undefined } },
      options,
    );
  }
}

async function* itemsFrom<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: Read<Page, Item>,
): AsyncGenerator<Item, void, undefined> {
  for await (const page of pages) yield* itemsOf(page);
}

/** Sends a request for a list, and for its further pages only as they are iterated over. */
export const sendPages = <Page, Item>(
  api: Api,
  call: Call<Page>,
  itemsOf: Read<Page, Item>,
  options?: RequestOptions,
): Paged<Page, Item> => {
  const first = sendJson(api, call, options);
  const pages = (): AsyncIterable<Page> => pagesFrom(api, call, { first, itemsOf }, options);
  return Object.assign(first, { pages, [Symbol.asyncIterator]: () => itemsFrom(pages(), itemsOf) });
};
