/** A REST answer that says no: thrown by routes, written out by the server with Discord's code. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  /** The nested `errors` tree of code 50035. */
  readonly errors: object | undefined;

  constructor(status: number, code: number, message: string, errors?: object) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  toBody(): object {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

/** The refusals that the fake gives, by name. */
export const refuse = {
  unauthorized: () => new Refusal(401, 0, "401: Unauthorized"),
  notFound: () => new Refusal(404, 0, "404: Not Found"),
  unknownGuild: () => new Refusal(404, 10004, "Unknown Guild"),
  unknownChannel: () => new Refusal(404, 10003, "Unknown Channel"),
  unknownMember: () => new Refusal(404, 10007, "Unknown Member"),
  unknownMessage: () => new Refusal(404, 10008, "Unknown Message"),
  unknownUser: () => new Refusal(404, 10013, "Unknown User"),
  unknownWebhook: () => new Refusal(404, 10015, "Unknown Webhook"),
  unknownInteraction: () => new Refusal(404, 10062, "Unknown interaction"),
  alreadyAcknowledged: () => new Refusal(400, 40060, "Interaction has already been acknowledged."),
  missingAccess: () => new Refusal(403, 50001, "Missing Access"),
  othersMessage: () => new Refusal(403, 50005, "Cannot edit a message authored by another user"),
  emptyMessage: () => new Refusal(400, 50006, "Cannot send an empty message"),
  missingPermissions: () => new Refusal(403, 50013, "Missing Permissions"),
  archivedThread: () => new Refusal(400, 50083, "Thread is archived"),
  threadExists: () => new Refusal(400, 160004, "A thread has already been created for this message"),
  lockedThread: () => new Refusal(400, 160005, "Thread is locked"),
  malformedBody: () => new Refusal(400, 50109, "The request body contains invalid JSON."),
  noHistoryForReply: () => new Refusal(403, 160002, "Cannot reply without permission to read message history"),
  /** `field` may be a path such as `data.content`. */
  invalidForm: (field: string, code: string, message: string) => {
    const leaf: object = { _errors: [{ code, message }] };
    const errors = field.split(".").reduceRight((inner, key) => ({ [key]: inner }), leaf);
    return new Refusal(400, 50035, "Invalid Form Body", errors);
  },
} as const;
