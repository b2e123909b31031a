import { describe, expect, it } from "vitest";
import {
  administratorBit,
  applicationIdOf,
  featuresOf,
  inviteUrl,
  missingPermissions,
  neededPermissions,
  permissionBits,
  permissionNumber,
} from "../../../src/engine/discord/permissions.ts";
import { type AnswerPlace, profileSchema } from "../../../src/shared/settings.ts";

const least = { threads: false, opensThreads: false };

describe("least privilege", () => {
  it("asks for 68608 without threads and 274877975552 with them", () => {
    expect(permissionNumber(neededPermissions(least))).toBe("68608");
    expect(permissionNumber(neededPermissions({ ...least, threads: true }))).toBe("274877975552");
  });

  it("asks for opening threads only where answers appear in threads of the bot's own", () => {
    const names = (answerPlace: AnswerPlace) =>
      neededPermissions(featuresOf(profileSchema.parse({ id: "a", name: "A", answerPlace })));
    expect(names("reply")).not.toContain("Create Public Threads");
    for (const place of ["thread-per-question", "thread-per-member-day"] as const) {
      expect(names(place)).toEqual(expect.arrayContaining(["Create Public Threads", "Send Messages in Threads"]));
    }
  });

  it("puts just these into the invite link", () => {
    const url = new URL(inviteUrl("123456789012345678", neededPermissions(least), false));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: "123456789012345678",
      scope: "bot",
      permissions: "68608",
    });
  });

  it("asks for the scope of slash commands where they are offered", () => {
    const url = new URL(inviteUrl("123456789012345678", [], true));
    expect(url.searchParams.get("scope")).toBe("bot applications.commands");
  });

  it("names what a channel lacks, and lets an administrator lack nothing", () => {
    const needed = neededPermissions(least);
    const held = permissionBits["View Channel"] | permissionBits["Send Messages"];
    expect(missingPermissions(held, needed)).toEqual(["Read Message History"]);
    expect(missingPermissions(administratorBit, needed)).toEqual([]);
  });
});

describe("the application's id in a token", () => {
  it("is the first part, decoded", () => {
    expect(applicationIdOf(`${btoa("123456789012345678")}.aaaaaa.${"b".repeat(38)}`)).toBe("123456789012345678");
  });

  it("is not guessed from a token of another form", () => {
    expect(applicationIdOf("not-a-token")).toBeNull();
  });
});
