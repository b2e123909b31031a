import { QuipdeckError } from "../shared/errors.ts";
import type { CheckProgress, UsageHour } from "../shared/models.ts";
import { hourMs, startOfHour } from "../shared/utc-time.ts";
import { sanitize } from "./conversation/sanitizer.ts";
import { noNames } from "./conversation/turn.ts";
import type { Call, Handlers } from "./dispatch.ts";
import { type DoctorParts, examine, examineStep } from "./doctor.ts";
import type { House } from "./house.ts";
import { compareAccounts } from "./inference/key-accounts.ts";
import { addPastedKeys } from "./inference/pasted-keys.ts";
import { personaHandlers } from "./persona-handlers.ts";
import { estimate } from "./quota/estimate.ts";

/** What each command of the contract does in the house. */
export function createHandlers(house: House): Handlers {
  return {
    ...botHandlers(house),
    ...recordHandlers(house),
    ...tryingHandlers(house),
    ...keyHandlers(house),
    ...personaHandlers(house),
  };
}

export type Feature<Prefix extends string> = Pick<Handlers, Extract<keyof Handlers, `${Prefix}/${string}`>>;

function botHandlers(house: House): Feature<"app" | "bot" | "doctor" | "settings"> {
  const { bot, sessions, settings } = house;
  return {
    "app/snapshot": () => house.snapshot(),
    "bot/start": () => bot.start().then(() => null),
    "bot/stop": () => house.presence.stop().then(() => null),
    "bot/reboot": () => house.presence.reboots.now().then(() => null),
    async "bot/set-token"({ profileId, token }) {
      await sessions.setToken(profileId, token);
      await house.refreshSecrets();
      if (profileId === house.profile.id) bot.forgetFailure();
      return null;
    },
    async "bot/clear-token"({ profileId }) {
      await sessions.clearToken(profileId);
      await house.refreshSecrets();
      return null;
    },
    "bot/invite": () => sessions.invite(),
    "doctor/check": (_input, call) => examine(doctorParts(house, call)),
    "doctor/step": ({ step, channelId }, call) => examineStep(doctorParts(house, call), step, channelId),
    "settings/get": () => settings.current,
    "settings/set": ({ path, value }) => settings.set(path, value),
  };
}

function doctorParts(house: House, { signal, tell }: Call<CheckProgress>): DoctorParts {
  const { sessions, vault, model, personas, trials } = house;
  return {
    sessions,
    personas,
    profile: () => house.profile,
    keys: () => vault.materials(),
    testKey: (id) => model.test(id, signal),
    tryReply: (text) => trials.reply(text, false, signal),
    ...{ signal, tell },
  };
}

function recordHandlers(house: House): Feature<"log" | "failures"> {
  const { log, failures } = house.stores;
  return {
    "log/list": (query) => log.list(query),
    "log/ids": (query) => log.ids(query),
    "log/rows": ({ ids }) => log.rows(ids),
    "log/facets": () => log.facets(),
    "log/prompt": ({ messageId }) => house.redactor.redactDeep(house.prompts.get(messageId)),
    "log/forget-member": ({ authorId }) => house.forgetMember(authorId),
    "failures/list": (query) => failures.list(query),
    "failures/groups": (query) => failures.groups(query),
    "failures/get": ({ id }) => failures.existing(id),
    "failures/report": ({ id }) => ({ text: failures.report(id) }),
    "failures/resolve-cause": ({ cause }) => failures.resolveCause(cause),
    "failures/reopen-cause": ({ cause, resolvedAt }) => failures.reopenCause(cause, resolvedAt),
  };
}

function tryingHandlers(house: House): Feature<"playground" | "sanitizer" | "quota" | "rehearsal" | "notices"> {
  const { trials } = house;
  return {
    "playground/reply": ({ text, understudyOnly }, { signal }) => trials.reply(text, understudyOnly, signal),
    "playground/ask": (question, call) => trials.ask(question, call),
    "sanitizer/run": ({ text, rules }) =>
      sanitize(text, { names: noNames, rules: { ...house.settings.current.sanitizer, ...rules } }),
    "quota/estimate": (input) => estimate(input),
    "quota/usage": ({ hours }) => usageHours(house, hours),
    "quota/forecast": () => house.quotaWatch.forecast(),
    "quota/profile": () => house.stores.trafficProfile(),
    "rehearsal/start"(request) {
      house.rehearsals.start(request);
      return null;
    },
    "rehearsal/cancel"() {
      house.rehearsals.cancel();
      return null;
    },
    "notices/list": (query) => house.stores.noticeStore.list(query),
  };
}

function keyHandlers(house: House): Feature<"keys"> {
  const { vault, ring, model, ports } = house;
  return {
    async "keys/add"({ secret, label }) {
      const id = await vault.add(secret, label);
      const status = ring.statuses().find((key) => key.id === id);
      if (!status)
        throw new QuipdeckError("internal", "The key was stored, but is not in the ring.", "Restart Quipdeck.");
      return status;
    },
    "keys/add-pasted": ({ text }) => addPastedKeys(text, { vault, endpointUrl: house.inference().endpointUrl }),
    "keys/update"({ id, label, enabled, limits }) {
      vault.update(id, {
        ...(label === undefined ? {} : { label }),
        ...(enabled === undefined ? {} : { enabled }),
        ...(limits === undefined ? {} : { limits }),
      });
      return null;
    },
    "keys/reorder"({ ids }) {
      vault.reorder(ids);
      return null;
    },
    "keys/remove": ({ id }) => vault.remove(id).then(() => null),
    "keys/test": ({ id }, { signal }) => model.test(id, signal),
    "keys/compare-accounts": (_input, { signal, tell }) =>
      compareAccounts(vault.materials(), { ...{ signal, tell }, fetch: ports.fetch, clock: ports.clock }),
  };
}

/** Hours in which a key was used, oldest first; the current hour included. */
function usageHours({ ledger, ring, ports }: House, hours: number): UsageHour[] {
  const labels = new Map(ring.statuses().map(({ id, label }) => [id, label]));
  const since = startOfHour(ports.clock.now()) - (hours - 1) * hourMs;
  return ledger.hours(since).map(({ hour, keyId, usage }) => ({
    hour,
    keyId,
    keyLabel: labels.get(keyId) ?? "removed key",
    usage,
  }));
}
