import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataFolderOf, findUpwards, makeDataFolder } from "../../../src/host/folders.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the data folder", () => {
  it.each([
    ["/elsewhere", {}, "linux", "/elsewhere"],
    [null, { XDG_CONFIG_HOME: "/xdg" }, "linux", "/xdg/quipdeck"],
    [null, {}, "linux", join(homedir(), ".config", "quipdeck")],
    [null, {}, "darwin", join(homedir(), "Library", "Application Support", "quipdeck")],
    [null, { APPDATA: "/roaming" }, "win32", "/roaming/quipdeck"],
  ] as const)("with QUIPDECK_HOME %j and %j on %s is %s", (home, environment, platform, folder) => {
    expect(dataFolderOf(home, environment, platform)).toBe(folder);
  });

  it("is made for its owner only", () => {
    const folder = join(temporaryFolder(), "new", "folder");
    makeDataFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("is refused in a sentence where a file is in its place", () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    expect(() => makeDataFolder(file)).toThrow(
      expect.objectContaining({ code: "storage", mend: expect.stringMatching(/folder/) }),
    );
  });
});

describe("looking for a folder upwards", () => {
  it("finds the nearest one, and says when there is none", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "resources"));
    mkdirSync(join(folder, "out", "main"), { recursive: true });
    expect(findUpwards(join(folder, "out", "main"), "resources")).toBe(join(folder, "resources"));
    expect(findUpwards(folder, "nowhere-to-be-found")).toBeNull();
  });
});
