/** Files and uploads in parts, kept in memory. */
import { isList } from "../../../generators/api/json.ts";
import {
  type Behaviours,
  type Call,
  type Stored,
  type World,
  answer,
  changed,
  failure,
  idOf,
  missing,
  requestOf,
  textOf,
} from "./world.ts";

/** Keeps bytes under a new file ID. */
export const keepFile = (world: World, filename: string, purpose: string, bytes: Buffer): Stored => {
  const { id, time } = world.next("file");
  const record = { id, object: "file", bytes: bytes.length, created_at: time, filename, purpose };
  world.files.set(id, record);
  world.contents.set(id, bytes);
  return record;
};

/** What the bytes of an upload's part are kept under. */
const partOf = (call: Call, id: string): string => `${idOf(call)}/${id}`;

/** What answers about files and uploads. */
export const fileBehaviours: Behaviours = {
  "post /files": (call, world) => {
    const file = call.body.files.find(({ name }) => name === "file") ?? call.body.files[0];
    if (file === undefined) return failure(400, "body: the form has no file.", "invalid_request");
    const record = keepFile(world, file.filename, textOf(call.body.value, "purpose", "batch"), file.bytes);
    return answer(record, call, world);
  },
  "get /files/{}": (call, world) => changed("files", call, world, (record) => record),
  "get /files/{}/content": (call, world) => {
    const bytes = world.contents.get(idOf(call));
    if (bytes === undefined && world.strict) return missing(call, world);
    return {
      kind: "bytes",
      status: 200,
      type: "application/octet-stream",
      bytes: bytes ?? Buffer.from("text\n"),
    };
  },
  "delete /files/{}": (call, world) => {
    const id = idOf(call);
    if (!world.files.delete(id) && world.strict) return missing(call, world);
    world.contents.delete(id);
    return answer({ id, deleted: true }, call, world);
  },
  "post /uploads": (call, world) => {
    const { id, time } = world.next("upload");
    const request = requestOf(call);
    const bytes = typeof request.bytes === "number" ? request.bytes : 0;
    const record = {
      id,
      object: "upload",
      bytes,
      created_at: time,
      filename: textOf(request, "filename", "file"),
      purpose: textOf(request, "purpose", "batch"),
      status: "pending",
      expires_at: time + 3600,
    };
    world.uploads.set(id, record);
    return answer(record, call, world);
  },
  "post /uploads/{}/parts": (call, world) => {
    if (!world.uploads.has(idOf(call)) && world.strict) return missing(call, world);
    const { id, time } = world.next("part");
    world.contents.set(partOf(call, id), call.body.files[0]?.bytes ?? Buffer.alloc(0));
    const part = { id, object: "upload.part", created_at: time, upload_id: idOf(call) };
    return answer(part, call, world);
  },
  // Joins the parts in the order that the request names them.
  "post /uploads/{}/complete": (call, world) => {
    if (!world.uploads.has(idOf(call))) return missing(call, world);
    const { part_ids: ids } = requestOf(call);
    const parts = (isList(ids) ? ids : []).map((id) =>
      typeof id === "string" ? world.contents.get(partOf(call, id)) : undefined,
    );
    const found = parts.filter((part) => part !== undefined);
    if (found.length < parts.length)
      return failure(400, "body/part_ids names a part that was not uploaded.", "invalid_part");
    return changed("uploads", call, world, (record) => {
      const bytes = Buffer.concat(found);
      const file = keepFile(world, textOf(record, "filename"), textOf(record, "purpose"), bytes);
      return { ...record, status: "completed", file };
    });
  },
  "post /uploads/{}/cancel": (call, world) =>
    changed("uploads", call, world, (record) => ({ ...record, status: "cancelled" })),
};
