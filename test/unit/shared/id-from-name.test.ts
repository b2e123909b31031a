import { expect, it } from "vitest";
import { idFromName } from "../../../src/shared/id-from-name.ts";

it.each([
  ["My bot!", [], "my-bot"],
  ["My bot", ["my-bot"], "my-bot-2"],
  ["Zoë", [], "zoe"],
  ["ボット", ["profile"], "profile-2"],
])("makes an id of %s that none of %j has", (name, taken, id) => {
  expect(idFromName(name, taken, "profile")).toBe(id);
});
