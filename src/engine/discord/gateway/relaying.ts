import type { REST } from "discord.js";
import type { IncomingMessage } from "../../conversation/turn.ts";
import type { PastMessage } from "../catch-up.ts";
import type { GatewayOptions } from "../gateway.ts";
import { deliveryTo, deliveryToUse } from "./delivering.ts";
import type { Ears } from "./listening.ts";
import type { Heard, HeardBefore, Standing } from "./reading.ts";

export interface Relay extends Ears {
  past: (heard: HeardBefore) => PastMessage;
}

/** Hands what is heard on to the engine, with the way back through `rest`, wherever it was heard. */
export function relayTo(options: GatewayOptions, rest: () => REST): Relay {
  const { onDeleted, onConnection, moderatorRoleNames } = options;
  const incoming = (heard: Heard, standing: () => Standing): IncomingMessage => {
    return { ...heard, authorIsModerator: () => isModerator(standing(), moderatorRoleNames()) };
  };
  return {
    onDeleted,
    onConnection,
    onMessage: (message, standing) => options.onMessage(incoming(message, standing), deliveryTo(rest(), message)),
    onUse: ({ name, use, place }, standing) =>
      options.onCommand(name, incoming(use, standing), deliveryToUse(rest(), place)),
    past: ({ message, standing, hasAnswerThread }) => {
      return { message: incoming(message, () => standing), delivery: deliveryTo(rest(), message), hasAnswerThread };
    },
  };
}

function isModerator({ mayModerate, roleNames }: Standing, moderatorRoleNames: string[]): boolean {
  return mayModerate || roleNames.some((name) => moderatorRoleNames.includes(name));
}
