import { describe, expect, it, vi } from "vitest";
import { isPanelUrl, panelFileOf } from "../../../src/main/panel-protocol.ts";

vi.mock("electron", () => ({ app: {}, net: {}, protocol: {} }));

describe("the panel's own protocol", () => {
  it.each([
    ["quipdeck://panel/", "/panel/index.html"],
    ["quipdeck://panel/assets/a.js?v=1", "/panel/assets/a.js"],
    ["quipdeck://panel/%2e%2e/secret", "/panel/secret"],
    ["quipdeck://panel/..%2fsecret", null],
    ["quipdeck://panel/%zz", null],
    ["quipdeck://other/index.html", null],
    ["https://panel/index.html", null],
  ])("finds for %s the file %j", (address, file) => {
    expect(panelFileOf("/panel", address, "quipdeck://panel")).toBe(file);
  });

  it.each(["quipdeck://panel.evil.example/", "https://quipdeck//panel/", "not an address", "file:///etc/passwd"])(
    "does not take %j for the panel",
    (address) => expect(isPanelUrl(address, "quipdeck://panel")).toBe(false),
  );
});
