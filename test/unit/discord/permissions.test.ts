import { describe, expect, it } from "vitest";
import {
  administratorBit,
  applicationIdOf,
  inviteUrl,
  missingPermissions,
  neededPermissions,
  permissionBits,
  permissionNumber,
} from "../../../src/engine/discord/permissions.ts";

describe("least privilege", () => {
  it("asks for 68608 without threads and 274877975552 with them", () => {
    expect(permissionNumber(neededPermissions({ threads: false }))).toBe("68608");
    expect(permissionNumber(neededPermissions({ threads: true }))).toBe("274877975552");
  });

  it("puts just these into the invite link", () => {
    const url = new URL(inviteUrl("123456789012345678", neededPermissions({ threads: false }), false));
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
    const needed = neededPermissions({ threads: false });
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
