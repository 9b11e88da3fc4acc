/** Files and uploads in parts, kept in memory. */
import { isList } from "../../../generators/api/json.ts";
import { answer, missing } from "./missing.ts";
import { type Reply, failure } from "./reply.ts";
import { type Call, type Stored, idOf, requestOf, textOf, type World, type StoredUpload } from "./world.ts";

/** Keeps bytes under a new file ID. */
export const keepFile = (world: World, filename: string, purpose: string, bytes: Buffer): Stored => {
  const { id, time } = world.next("file");
  const record = { id, object: "file", bytes: bytes.length, created_at: time, filename, purpose };
  world.files.set(id, record);
  world.contents.set(id, bytes);
  return record;
};

/** `POST /files` */
export const createFile = (call: Call, world: World): Reply => {
  const file = call.body.files.find(({ name }) => name === "file") ?? call.body.files[0];
  if (file === undefined) return failure(400, "body: the form has no file.", "invalid_request");
  const record = keepFile(world, file.filename, textOf(call.body.value, "purpose", "batch"), file.bytes);
  return answer(record, call, world);
};

/** `GET /files/{}` */
export const retrieveFile = (call: Call, world: World): Reply => {
  const record = world.files.get(idOf(call));
  return record === undefined ? missing(call, world) : answer(record, call, world);
};

/** `GET /files/{}/content` */
export const fileContent = (call: Call, world: World): Reply => {
  const bytes = world.contents.get(idOf(call));
  if (bytes === undefined && world.strict) return missing(call, world);
  return {
    kind: "bytes",
    status: 200,
    type: "application/octet-stream",
    bytes: bytes ?? Buffer.from("text\n"),
  };
};

/** `DELETE /files/{}` */
export const deleteFile = (call: Call, world: World): Reply => {
  const id = idOf(call);
  if (!world.files.delete(id) && world.strict) return missing(call, world);
  world.contents.delete(id);
  return answer({ id, deleted: true }, call, world);
};

/** `POST /uploads` */
export const createUpload = (call: Call, world: World): Reply => {
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
  world.uploads.set(id, { record, parts: new Map() });
  return answer(record, call, world);
};

/** `POST /uploads/{}/parts` */
export const createPart = (call: Call, world: World): Reply => {
  const upload = world.uploads.get(idOf(call));
  if (upload === undefined && world.strict) return missing(call, world);
  const { id, time } = world.next("part");
  const bytes = call.body.files[0]?.bytes ?? Buffer.alloc(0);
  if (upload !== undefined) {
    world.uploads.set(idOf(call), { ...upload, parts: new Map([...upload.parts, [id, bytes]]) });
  }
  const part = { id, object: "upload.part", created_at: time, upload_id: idOf(call) };
  return answer(part, call, world);
};

/** Answers with an upload as it is now. */
const changed = (upload: StoredUpload, change: Stored, call: Call, world: World): Reply => {
  const record = { ...upload.record, ...change };
  world.uploads.set(idOf(call), { ...upload, record });
  return answer(record, call, world);
};

/** `POST /uploads/{}/complete`: joins the parts in the order that the request names them. */
export const completeUpload = (call: Call, world: World): Reply => {
  const upload = world.uploads.get(idOf(call));
  if (upload === undefined) return missing(call, world);
  const { part_ids: ids } = requestOf(call);
  const parts = (isList(ids) ? ids : []).map((id) =>
    typeof id === "string" ? upload.parts.get(id) : undefined,
  );
  const found = parts.filter((part) => part !== undefined);
  if (found.length < parts.length)
    return failure(400, "body/part_ids names a part that was not uploaded.", "invalid_part");
  const { record } = upload;
  const file = keepFile(world, textOf(record, "filename"), textOf(record, "purpose"), Buffer.concat(found));
  return changed(upload, { status: "completed", file }, call, world);
};

/** `POST /uploads/{}/cancel` */
export const cancelUpload = (call: Call, world: World): Reply => {
  const upload = world.uploads.get(idOf(call));
  return upload === undefined ? missing(call, world) : changed(upload, { status: "cancelled" }, call, world);
};
