import { z } from "zod";
import { refuse } from "./refusal.ts";

const CONTENT_LIMIT = 2_000;
const NONCE_LIMIT = 25;

const ids = z.array(z.string()).max(100);

const allowedMentions = z.object({
  parse: z.array(z.enum(["users", "roles", "everyone"])).optional(),
  users: ids.optional(),
  roles: ids.optional(),
  replied_user: z.boolean().optional(),
});

const messageReference = z.object({
  type: z.number().optional(),
  message_id: z.string(),
  channel_id: z.string().optional(),
  guild_id: z.string().optional(),
  fail_if_not_exists: z.boolean().optional(),
});

/** The body of a message to create or to edit, as far as the fake reads it. */
const messageBody = z.object({
  content: z.string().nullish(),
  nonce: z.union([z.string(), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  embeds: z.array(z.unknown()).max(10).nullish(),
  components: z.array(z.unknown()).nullish(),
  sticker_ids: z.array(z.string()).nullish(),
  poll: z.unknown().optional(),
  flags: z.number().nullish(),
  allowed_mentions: allowedMentions.nullish(),
  message_reference: messageReference.nullish(),
});

export type MessageBody = z.infer<typeof messageBody>;

/** Reads a message body, or refuses it with 50035 and the nested errors that Discord gives. `prefix`: e.g. `data.`. */
export function readMessageBody(body: unknown, prefix = ""): MessageBody {
  const parsed = messageBody.safeParse(body ?? {});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refuse.invalidForm(`${prefix}${issue?.path.join(".")}`, "BASE_TYPE_INVALID", issue?.message ?? "Invalid");
  }
  const { content, nonce, allowed_mentions: allowed } = parsed.data;
  // UTF-16 units: for characters beyond the BMP stricter than Discord may be, never laxer.
  if (content && content.length > CONTENT_LIMIT) {
    const message = `Must be ${CONTENT_LIMIT} or fewer in length.`;
    throw refuse.invalidForm(`${prefix}content`, "BASE_TYPE_MAX_LENGTH", message);
  }
  if (nonce !== undefined && nonce !== null && `${nonce}`.length > NONCE_LIMIT) {
    const message = `Must be ${NONCE_LIMIT} or fewer characters long.`;
    throw refuse.invalidForm(`${prefix}nonce`, "NONCE_TYPE_TOO_LONG", message);
  }
  for (const kind of ["users", "roles"] as const) {
    if (!allowed?.parse?.includes(kind) || !allowed[kind]?.length) continue;
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
    throw refuse.invalidForm(`${prefix}allowed_mentions`, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
  }
  return parsed.data;
}

/** 50006 for a message that would show nothing. */
export function refuseEmpty(body: MessageBody, files: readonly File[]): void {
  const hasParts = [body.embeds, body.components, body.sticker_ids, files].some((part) => part && part.length > 0);
  if (!body.content?.trim() && !hasParts && body.poll === undefined) throw refuse.emptyMessage();
}
