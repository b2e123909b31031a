import type { Page } from "playwright-core";
import type { PanelEngineDouble } from "./panel-engine-double.ts";

/** Where nothing may be fetched from, and nothing may lead. */
const hostileHost = "evil.example";

/** All that a stranger may put into a name or a message. */
export const hostileText = [
  "\u202E\u2066\u200D\u200B\0\u001B[31m\u009B2J\uD800\u{E0041}",
  `<img src="https://${hostileHost}/x.png" onerror="alert(1)"><script>alert(2)</script>`,
  `javascript:alert(3) [x](https://${hostileHost}/) https://${hostileHost}/ <:pepe:123456789012345678>`,
].join(" ");

const strangersFields = new Set(
  (
    "author channelName content response sanitized reply parts text label keyLabel name description reason summary mend " +
    "message cause stack sentence explanation problems leftOut sameAccount moderatorRoleNames blockedWords model"
  ).split(" "),
);
/** What is found again by its text. */
const kept = new Set(["removed"]);

/** The value with hostile text behind everything that a stranger, or a service, may have written. */
export function poisoned<Value>(value: Value): Value {
  return poison(value, "") as Value;
}

function poison(value: unknown, field: string): unknown {
  if (typeof value === "string") return strangersFields.has(field) ? `${value} ${hostileText}` : value;
  if (Array.isArray(value)) return value.map((one) => poison(one, field));
  if (typeof value !== "object" || value === null || kept.has(field)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name)]));
}

/** From now on everything that the engine answers or tells is hostile; its state must be so already. */
export function poisonAnswers(engine: PanelEngineDouble): void {
  const answer = engine.dispatch.bind(engine);
  const fromState = ["app/snapshot", "log/", "failures/", "settings/"];
  engine.dispatch = async (command, input) => {
    const reply = await answer(command, input);
    return reply.ok && fromState.some((name) => command.startsWith(name)) ? reply : poisoned(reply);
  };
}

/** What is wrong in the page as it stands: a line each. */
export function flawsOf(page: Page): Promise<string[]> {
  return page.evaluate((host) => {
    const hidden = /(?!\n|\t)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|[\u{E0000}-\u{E0FFF}]/u;
    const hides = (text: string) => hidden.test(text.replace(/\p{RGI_Emoji}/gv, ""));
    const flaws: string[] = [];
    const flaw = (what: string, element: Element | null, text: string) =>
      flaws.push(
        `${what} in <${element?.localName} class="${element?.className}">: ${JSON.stringify(text.slice(0, 90))}`,
      );
    const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const { parentElement, textContent } = node;
      if (parentElement?.localName !== "textarea" && hides(textContent ?? ""))
        flaw("hidden", parentElement, textContent ?? "");
    }
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (name !== "value" && hides(value)) flaw(`hidden ${name}`, element, value);
        if (/^(src|srcset|href|style|data|action|poster)$/.test(name) && value.includes(host))
          flaw(name, element, value);
        if (name.startsWith("on")) flaw(name, element, value);
      }
      if (element.matches("input[readonly]") && hides((element as HTMLInputElement).value))
        flaw("hidden value", element, "");
    }
    for (const { href, protocol, hostname, origin } of document.querySelectorAll("a")) {
      const isAllowed = protocol === "https:" && /^(discord\.com|huggingface\.co)$/.test(hostname);
      if (origin !== location.origin && !isAllowed) flaw("link", null, href);
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) flaw(`${scrollWidth - clientWidth} px too wide`, null, "");
    for (const main of document.querySelectorAll("main")) {
      if (main.scrollWidth > main.clientWidth) flaw(`${main.scrollWidth - main.clientWidth} px too wide`, main, "");
    }
    return flaws;
  }, hostileHost);
}
