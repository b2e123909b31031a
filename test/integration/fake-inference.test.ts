import { chatCompletionStream } from "@huggingface/inference";
import { afterEach, describe, expect, it } from "vitest";
import { FakeInference, type FakeInferenceOptions } from "../support/fake-inference.ts";

let service: FakeInference | null = null;
afterEach(async () => {
  await service?.close();
  service = null;
});

async function start(options: FakeInferenceOptions): Promise<FakeInference> {
  service = await FakeInference.start(options);
  return service;
}

async function ask(url: string, key: string): Promise<number> {
  const body = JSON.stringify({ model: "m", messages: [{ role: "user", content: "Do you like geese?" }] });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const response = await fetch(`${url}/chat/completions`, { method: "POST", headers, body });
  await response.text();
  return response.status;
}

describe("the fake inference service", () => {
  it("answers its keys within their hourly limit, which begins anew at the turn of the hour", async () => {
    let now = Date.parse("2026-03-14T09:59:59Z");
    const { url } = await start({ keys: { one: { hourlyLimit: 2 } }, now: () => now });
    const statuses = [await ask(url, "one"), await ask(url, "one"), await ask(url, "one")];
    now += 1000;
    statuses.push(await ask(url, "one"));
    expect(statuses).toEqual([200, 200, 429, 200]);
  });

  it("refuses keys that it does not know, and those that were taken away", async () => {
    const { url } = await start({ keys: { one: {} } });
    expect([await ask(url, "one"), await ask(url, "other")]).toEqual([200, 401]);
    service?.removeKey("one");
    expect(await ask(url, "one")).toBe(401);
  });

  it("follows a key's script, then its habit", async () => {
    const { url } = await start({ keys: { one: { script: ["broken", "answer"], always: "depleted" } } });
    expect([await ask(url, "one"), await ask(url, "one"), await ask(url, "one")]).toEqual([500, 200, 402]);
    service?.setKey("one", { always: "answer" });
    expect(await ask(url, "one")).toBe(200);
  });

  it("notes each request with its key and what it got", async () => {
    const { url, requests } = await start({ keys: { one: {} } });
    await ask(url, "one");
    await ask(url, "other");
    expect(requests.map(({ key, status }) => [key, status])).toEqual([
      ["one", 200],
      ["other", 401],
    ]);
    expect(service?.count("one", 200)).toBe(1);
  });

  it("streams where it is asked to, as the real client reads it", async () => {
    const { url } = await start({ keys: { hf_one: {} }, answer: () => "One word after the other." });
    const parts: string[] = [];
    const messages = [{ role: "user", content: "Slowly, please." }];
    for await (const chunk of chatCompletionStream({ accessToken: "hf_one", endpointUrl: url, model: "m", messages })) {
      parts.push(chunk.choices[0]?.delta.content ?? "");
    }
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.join("")).toBe("One word after the other.");
  });

  it("chats by itself: the same question always gets the same answer", async () => {
    const { url } = await start({ keys: { one: {} } });
    const headers = { authorization: "Bearer one" };
    const answers = await Promise.all(
      ["geese", "geese", "trains"].map(async (topic) => {
        const body = JSON.stringify({ messages: [{ role: "user", content: `What about ${topic}?` }] });
        const response = await fetch(`${url}/chat/completions`, { method: "POST", headers, body });
        const output = (await response.json()) as { choices: { message: { content: string } }[] };
        return output.choices[0]?.message.content;
      }),
    );
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).not.toBe(answers[2]);
  });

  it("lists its models", async () => {
    const { url } = await start({ models: ["some/model"] });
    const response = await fetch(`${url}/models`);
    expect(await response.json()).toMatchObject({ data: [{ id: "some/model" }] });
  });
});
