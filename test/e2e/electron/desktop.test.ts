import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ElectronApplication } from "playwright-core";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Reply } from "../../../src/shared/contract.ts";
import { desktop, invoke, launchArguments, launchDesktop, launchEnvironment } from "../../support/desktop-app.ts";
import { startFakeDiscord } from "../../support/fake-discord.ts";
import { FakeInference } from "../../support/fake-inference.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** The second where the runtime starts ES modules too late for a protocol of their own. */
const panelAddress = /^(quipdeck:\/\/panel|https:\/\/panel\.quipdeck\.invalid)\/(#\w*)?$/;
const why = "needs an Electron runtime and the built app: run it through npm test";

const key = "hf_a_key_of_no_value_aaaa";
const spareKey = "hf_a_key_of_no_value_bbbb";

/** Starts the app once more; gives back its exit code. */
async function startAgain(folder: string): Promise<unknown> {
  const [exitCode] = await once(
    spawn(desktop.executable ?? "", launchArguments(), { env: launchEnvironment(folder) }),
    "exit",
  );
  return exitCode;
}

declare global {
  var askedOfOwner: string[];
}

/** The app's own questions are answered so from now on; nobody sits in front of a test. */
function answerQuestions(app: ElectronApplication, answer: "yes" | "no"): Promise<void> {
  return app.evaluate(
    ({ dialog }, response) => {
      globalThis.askedOfOwner = [];
      const answered = async (...asked: unknown[]) => {
        globalThis.askedOfOwner.push((asked.at(-1) as { detail: string }).detail);
        return { response, checkboxChecked: false };
      };
      dialog.showMessageBox = answered;
    },
    Number(answer === "no"),
  );
}

/** What was asked since. */
function questions(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => globalThis.askedOfOwner);
}

function chooseFromMenu(app: ElectronApplication, label: string): Promise<void> {
  return app.evaluate(({ Menu }, wanted) => {
    const menus = Menu.getApplicationMenu()?.items ?? [];
    menus
      .flatMap(({ submenu }) => submenu?.items ?? [])
      .find((item) => item.label === wanted)
      ?.click();
  }, label);
}

/** The process that holds the data folder; null where nobody does. */
function holderOf(folder: string): number | null {
  const lock = join(folder, "quipdeck.lock");
  return existsSync(lock) ? Number.parseInt(readFileSync(lock, "utf8"), 10) : null;
}

describe.skipIf(!desktop.executable || !desktop.app)(`the desktop app (${why})`, () => {
  it("shows the panel from its own protocol, under a strict policy, with its preload script and without Node", async () => {
    const { app, page } = await launchDesktop(temporaryFolder());
    expect(page.url()).toMatch(panelAddress);
    expect(await page.title()).toContain("Quipdeck");
    const policy = await page.evaluate(async () => (await fetch("/")).headers.get("content-security-policy"));
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    const globals = await page.evaluate(() =>
      ["require", "process", "module", "Buffer"].filter((name) => name in window),
    );
    expect(globals).toEqual([]);
    expect(await page.evaluate(() => Object.keys(window.quipdeck ?? {}))).toEqual([
      "invoke",
      "cancel",
      "tellUnsaved",
      "onProgress",
      "onEvent",
    ]);
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  });

  it("lets the page neither leave the panel, nor open windows, nor reach the network, nor ask for permissions", async () => {
    const { app, page } = await launchDesktop(temporaryFolder());
    const refused = await page.evaluate(async () => ({
      opened: window.open("https://evil.example/") !== null,
      fetched: await fetch("https://discord.com/").then(
        () => true,
        () => false,
      ),
      outside: (await fetch("/..%2f..%2fpackage.json")).status,
      missing: (await fetch("/missing.js")).status,
      notifications: await Notification.requestPermission(),
    }));
    expect(refused).toEqual({ opened: false, fetched: false, outside: 404, missing: 404, notifications: "denied" });
    await page.evaluate(() => {
      location.href = "https://evil.example/";
    });
    expect(page.url()).toMatch(panelAddress);
    expect(app.windows()).toHaveLength(1);
  });

  it("answers in the playground without account and network", async () => {
    const { page } = await launchDesktop(temporaryFolder());
    const reply = await invoke(page, "playground/reply", { text: "Hello there 😀" });
    expect(reply).toMatchObject({ ok: true, value: { sanitized: "Hello there", responder: "understudy" } });
  });

  it("plays a rehearsal in a thread of its own, and cancels one", async () => {
    const { page } = await launchDesktop(temporaryFolder());
    const stateOf = async () => {
      const reply = (await invoke(page, "app/snapshot")) as Reply<"app/snapshot">;
      return reply.ok ? reply.value.rehearsal : null;
    };
    await invoke(page, "rehearsal/start", { scenario: { days: 31, members: 5000, limits: [] }, runs: 20 });
    await expect.poll(async () => (await stateOf())?.progress, { timeout: 15_000 }).toBeGreaterThan(0);
    await invoke(page, "rehearsal/cancel");
    expect(await stateOf()).toMatchObject({ state: "cancelled", result: null });
    await invoke(page, "rehearsal/start", { scenario: { members: 500 }, runs: 2 });
    await expect.poll(async () => (await stateOf())?.state, { timeout: 15_000 }).toBe("done");
  });

  it("calls off a request that takes long, and what a page has asked for that is loaded anew", async () => {
    const silent = { always: "silent" } as const;
    const inference = await FakeInference.start({ keys: { [key]: silent, [spareKey]: silent } });
    onTestFinished(() => inference.close());
    const environment = { QUIPDECK_HF_KEYS: `${key},${spareKey}`, QUIPDECK_HF_ENDPOINT: inference.url };
    const { page } = await launchDesktop(temporaryFolder(), environment);
    await page.getByRole("link", { name: "Keys" }).click();
    const tests = page.getByRole("button", { name: "Test with a real call" });
    await tests.first().click();
    await page.getByText("Waiting for the service's answer").waitFor();
    await tests.first().click();
    await page.getByText("The test was cancelled.").waitFor();
    await expect.poll(() => inference.hangUps).toBe(1);
    await tests.last().click();
    await expect.poll(() => inference.requests).toHaveLength(2);
    await page.reload();
    await expect.poll(() => inference.hangUps).toBe(2);
  });

  it("asks in its own dialog before a menu's Stop leaves questions unanswered", async () => {
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.close());
    const inference = await FakeInference.start({ keys: { [key]: { always: "silent" } } });
    onTestFinished(() => inference.close());
    const { app, page } = await launchDesktop(temporaryFolder(), {
      QUIPDECK_DISCORD_TOKEN: discord.token,
      QUIPDECK_DISCORD_API: discord.restBase,
      QUIPDECK_HF_KEYS: key,
      QUIPDECK_HF_ENDPOINT: inference.url,
    });
    const guild = discord.createGuild();
    const channel = discord.createTextChannel(guild, { name: "general" });
    const ann = discord.addMember(guild, { name: "ann" });
    const ben = discord.addMember(guild, { name: "ben" });
    await invoke(page, "settings/set", { path: "behaviour.maxConcurrentTurns", value: 1 });
    await invoke(page, "bot/start");
    await discord.waitForGateway("identified", { timeoutMs: 15_000 });
    for (const author of [ann, ben]) {
      discord.post({ channelId: channel.id, author, content: "are you there?", mentions: [discord.botUser] });
    }
    const status = async () => {
      const reply = (await invoke(page, "app/snapshot")) as Reply<"app/snapshot">;
      return reply.ok ? reply.value.status : null;
    };
    await expect.poll(status, { timeout: 15_000 }).toMatchObject({ queueLength: 1, inFlight: 1 });
    await answerQuestions(app, "no");
    await chooseFromMenu(app, "Stop");
    await expect
      .poll(() => questions(app))
      .toEqual([expect.stringContaining("1 question waits, and 1 is being answered")]);
    expect(await status()).toMatchObject({ state: "online", queueLength: 1 });
    await answerQuestions(app, "yes");
    await chooseFromMenu(app, "Stop");
    await expect.poll(status, { timeout: 15_000 }).toMatchObject({ state: "stopped" });
  });

  it("asks before it ends while something is half written", async () => {
    const { app, page } = await launchDesktop(temporaryFolder());
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("tab", { name: "Persona" }).click();
    await page.getByRole("button", { name: "New persona" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Mira");
    await answerQuestions(app, "no");
    await app.evaluate(({ app: quipdeck }) => quipdeck.quit());
    await expect.poll(() => questions(app)).toEqual([expect.stringContaining("half written")]);
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Mira");
    await answerQuestions(app, "yes");
  });

  it("says in a sentence why the bot cannot start, and stays up", async () => {
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.close());
    const environment = { QUIPDECK_DISCORD_TOKEN: "not-the-token-of-this-bot", QUIPDECK_DISCORD_API: discord.restBase };
    const { page } = await launchDesktop(temporaryFolder(), environment);
    await page.getByRole("button", { name: "Start" }).click();
    await expect.poll(() => page.getByLabel("Warnings").textContent(), { timeout: 15_000 }).toMatch(/token/i);
    const snapshot = await invoke(page, "app/snapshot");
    expect(snapshot).toMatchObject({ ok: true, value: { status: { state: "failed" } } });
    expect(JSON.stringify(snapshot)).not.toContain(environment.QUIPDECK_DISCORD_TOKEN);
  });

  it("keeps settings and the window's place over a restart", async () => {
    const folder = temporaryFolder();
    const first = await launchDesktop(folder);
    expect(await invoke(first.page, "settings/set", { path: "behaviour.staleAfterMs", value: 5000 })).toMatchObject({
      ok: true,
    });
    await first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ width: 900, height: 700 }),
    );
    await first.app.close();
    const second = await launchDesktop(folder);
    const settings = await invoke(second.page, "settings/get");
    expect(settings).toMatchObject({ ok: true, value: { behaviour: { staleAfterMs: 5000 } } });
    const bounds = await second.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    );
    expect(bounds).toMatchObject({ width: 900, height: 700 });
  });

  it("keeps the window's place though it is killed", async () => {
    const folder = temporaryFolder();
    const first = await launchDesktop(folder);
    await first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ width: 910, height: 710 }),
    );
    const kept = () =>
      existsSync(join(folder, "window.json")) ? readFileSync(join(folder, "window.json"), "utf8") : "";
    await expect.poll(kept).toContain("910");
    const exited = once(first.app.process(), "exit");
    first.app.process().kill("SIGKILL");
    await exited;
    const second = await launchDesktop(folder);
    const bounds = await second.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    );
    expect(bounds).toMatchObject({ width: 910, height: 710 });
  });

  it("keeps a broken settings file aside, starts all the same, and says so", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "settings.json"), "{ broken");
    const { page } = await launchDesktop(folder);
    const copy = readdirSync(folder).find((name) => name.startsWith("settings.invalid-")) ?? "";
    expect(readFileSync(join(folder, copy), "utf8")).toBe("{ broken");
    expect(JSON.stringify(await invoke(page, "app/snapshot"))).toContain(copy);
  });

  it("without a keyring keeps a token for this run only, and says so", async () => {
    const folder = temporaryFolder();
    const { page } = await launchDesktop(folder);
    const token = "MTIzNDU2Nzg5MDEyMzQ1Njc4.AbCdEf.a-secret-part-of-this-test";
    expect(await invoke(page, "bot/set-token", { profileId: "production", token })).toMatchObject({ ok: true });
    const snapshot = await invoke(page, "app/snapshot");
    expect(snapshot).toMatchObject({ ok: true, value: { secretProtection: { level: "this-run-only" } } });
    expect(JSON.stringify(snapshot)).not.toContain("a-secret-part");
    expect(existsSync(join(folder, "secrets.desktop.json"))).toBe(false);
  });

  it("saves a file from the panel through a download of its own", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "saved.json");
    const { app, page } = await launchDesktop(folder);
    // Chosen here in place of the dialog, which would wait for somebody.
    await app.evaluate(
      ({ session }, path) => session.defaultSession.once("will-download", (_event, item) => item.setSavePath(path)),
      file,
    );
    await page.getByRole("link", { name: "Quota" }).click();
    await page.getByRole("button", { name: "Save as a file" }).click();
    await expect.poll(() => existsSync(file) && readFileSync(file, "utf8")).toContain('"members": 1000');
    expect(page.url()).toMatch(panelAddress);
  });

  it("hands over to the running app when it is started a second time", async () => {
    const folder = temporaryFolder();
    const { app } = await launchDesktop(folder);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    expect(await startAgain(folder)).toBe(0);
    const isVisible = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    await expect.poll(isVisible).toBe(true);
    expect(app.windows()).toHaveLength(1);
  });

  it("takes the bot offline after an error that nobody has caught, and comes back with it, once", async () => {
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.close());
    const folder = temporaryFolder();
    const environment = { QUIPDECK_DISCORD_TOKEN: discord.token, QUIPDECK_DISCORD_API: discord.restBase };
    const { app, page } = await launchDesktop(folder, environment);
    await invoke(page, "bot/start");
    await expect.poll(() => discord.connectionCount, { timeout: 15_000 }).toBe(1);
    const first = app.process();
    const exited = once(first, "exit");
    await app.evaluate(() => {
      setTimeout(() => {
        throw new TypeError("nobody catches this");
      });
    });
    expect((await exited)[0]).toBe(1);
    const second = await vi.waitFor(() => holderOf(folder) ?? expect.fail("nobody has started it again"), 15_000);
    onTestFinished(() => void process.kill(second, "SIGKILL"));
    expect(second).not.toBe(first.pid);
    await expect.poll(() => discord.connectionCount, { timeout: 15_000 }).toBe(1);
  });

  it("says in a sentence what is wrong with its configuration", async () => {
    const environment = launchEnvironment(temporaryFolder(), { QUIPDECK_PORT: "many" });
    const app = spawn(desktop.executable ?? "", launchArguments(), { env: environment });
    // It waits in a dialog for somebody to read it.
    onTestFinished(() => void app.kill("SIGKILL"));
    let said = "";
    app.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    await expect.poll(() => said, { timeout: 10_000 }).toContain("QUIPDECK_PORT");
    expect(said).not.toMatch(/^\s+at .*\.js/m);
  });
});
