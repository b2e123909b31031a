import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sanitize } from "../../../src/engine/conversation/sanitizer.ts";
import { applyRemovals } from "../../../src/engine/conversation/sanitizing/removals.ts";
import type { MentionNames } from "../../../src/engine/conversation/turn.ts";
import { defaultSettings, sanitizerRules } from "../../../src/shared/settings.ts";

const rules = defaultSettings().sanitizer;
const names: MentionNames = {
  users: {
    "1": "Bob",
    "2": "<@1>",
    "3": "@everyone",
    "4": "a",
    "5": "\u202E😀 \u0007",
    "6": "gif",
    "7": "  Ann \n Lee 🎉",
  },
  roles: { "1": "Mods" },
  channels: { "1": "general" },
};
const run = (text: string) => sanitize(text, { names, rules });
const outputOf = (text: string) => run(text).output;

/** All code points with one of Unicode's properties. */
function codePoints(property: RegExp): string[] {
  const found: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (property.test(character)) found.push(character);
  }
  return found;
}

const emojiCharacters = codePoints(/^\p{Emoji}$/u).filter((character) => !/^[0-9#*©®™\p{RI}]$/u.test(character));

/** Every sequence that the engine's Unicode recommends: built from the parts such sequences are made of. */
function recommendedSequences(): string[] {
  const tones = ["🏻", "🏼", "🏽", "🏾", "🏿"];
  const flags = codePoints(/^\p{RI}$/u).flatMap((first) => codePoints(/^\p{RI}$/u).map((second) => first + second));
  const keycaps = [..."0123456789#*"].map((key) => `${key}\uFE0F\u20E3`);
  const toned = codePoints(/^\p{Emoji_Modifier_Base}$/u).flatMap((base) => tones.map((tone) => base + tone));
  const people = [
    "👩",
    "👨",
    "🧑",
    "👧",
    "👦",
    ...["👩", "👨", "🧑"].flatMap((one) => tones.map((tone) => one + tone)),
  ];
  const joined = people.flatMap((one) => [
    ...emojiCharacters.flatMap((thing) => [`${one}\u200D${thing}`, `${one}\u200D${thing}\uFE0F`]),
    ...people.flatMap((two) => [
      `${one}\u200D❤️\u200D${two}`,
      `${one}\u200D❤️\u200D💋\u200D${two}`,
      `${one}\u200D🤝\u200D${two}`,
    ]),
  ]);
  const bases = codePoints(/^\p{Emoji_Modifier_Base}$/u);
  const gendered = [...bases, ...toned, "👯", "🤼", "🧞", "🧟"].flatMap((one) =>
    ["♀", "♂"].flatMap((sex) => [`${one}\u200D${sex}\uFE0F`, `${one}\u200D${sex}\uFE0F\u200D➡\uFE0F`]),
  );
  const families = ["👨‍👩‍👧‍👦", "👩‍👩‍👦", "👨‍👧", "🧑‍🧑‍🧒‍🧒"];
  const others = ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🏴‍☠️", "🏳️‍🌈", "🏳️‍⚧️", "❤️‍🔥", "👁️‍🗨️", "🐻‍❄️", "🐦‍🔥", "🏃🏽‍♀️‍➡️", "😶‍🌫️"];
  return [...flags, ...keycaps, ...toned, ...joined, ...gendered, ...families, ...others].filter((text) =>
    /^\p{RGI_Emoji}$/v.test(text),
  );
}

describe("emoji", () => {
  it("go, every single one, with or without a variation selector", () => {
    expect(emojiCharacters.length).toBeGreaterThan(1390);
    for (const emoji of emojiCharacters) {
      for (const text of [emoji, `${emoji}\uFE0F`, `${emoji}\uFE0E`]) {
        expect(outputOf(`a ${text} b`)).toBe("a b");
        expect(run(text).removed).toEqual([{ kind: "emoji", text, index: 0, replacement: "" }]);
      }
    }
  });

  it("go as whole sequences: flags, keycaps, skin tones, couples, families, tags", () => {
    const sequences = recommendedSequences();
    expect(sequences.length).toBeGreaterThan(2000);
    for (const text of sequences) {
      expect(run(text).removed).toEqual([{ kind: "emoji", text, index: 0, replacement: "" }]);
      const unqualified = text.replaceAll("\uFE0F", "");
      expect(run(`a ${unqualified} b`).output).toBe("a b");
    }
  });

  it.each([
    ["halves of flags", "a \u{1F1E6} b", "a b"],
    ["lone skin tones", "a 🏽 b", "a b"],
    ["sequences nobody recommends", "a 👩‍🦰‍👩‍🐙 b", "a b"],
    ["a flag of tags that is not recommended", "a \u{1F3F4}\u{E0075}\u{E0073}\u{E0074}\u{E0078}\u{E007F} b", "a b"],
    ["text style", "a ☺︎ ❤ ✔ b", "a b"],
    ["between words", "hi😀there", "hi there"],
    ["before punctuation", "hi😀!", "hi!"],
    ["© with a variation selector", "a ©️ b", "a b"],
  ])("go: %s", (_, input, output) => expect(outputOf(input)).toBe(output));

  it.each(["© 2026", "Acme™ and Acme®", "#1 of 10*2", "5", "a ★ b ♪ c ✓ d", "x → y"])("leave %j alone", (text) => {
    expect(run(text)).toEqual({ input: text, output: text, removed: [] });
  });
});

describe("Discord's notation", () => {
  it.each([
    ["<:tags:1>", ""],
    ["hi <:name:123456789012345678> there", "hi there"],
    ["<a:name:123456789012345678>", ""],
    ["Hey <@1>, ask <@!9> or <@&1> in <#1>!", "Hey Bob, ask someone or Mods in general!"],
    ["<@9> <@&9> <#9>", "someone a role a channel"],
    ["a<@1>b", "a Bob b"],
    ["<@1><@1>", "Bob Bob"],
    ["</ping me:123>", "/ping me"],
    ["at <t:1700000000:R>", "at 2023-11-14 22:13 UTC"],
    ["at <t:99999999999999>", "at some time"],
    ["see <id:browse>", "see Browse Channels"],
    ["<notes:1> <b> 1<2 a:b:c", "<notes:1> <b> 1<2 a:b:c"],
  ])("%j becomes %j", (input, output) => expect(outputOf(input)).toBe(output));

  it("does not let a name bring in a mention, an emoji, a control or a line", () => {
    expect(outputOf("<@2> <@3> <@5> <@7>")).toBe("1 everyone someone Ann Lee");
  });

  it.each([
    ["<:a<:b:1>:2>", "<:a :2>"],
    ["<:<@4>:2>", "<: a:2>"],
    ["<@<@2>>", "<@ 1 >"],
    ["</a<@1>b:1>", "/a Bob b"],
    ["<\u200B@1>", "Bob"],
    ["https://x.com/<@1>.<@6>", "https://x.com/ Bob. gif"],
  ])("makes no new match of %j", (input, output) => {
    expect(outputOf(input)).toBe(output);
    expect(run(output).removed).toEqual([]);
  });
});

describe("links", () => {
  it.each([
    "https://tenor.com/view/cat-123",
    "https://media.tenor.com/abc/cat.mp4",
    "http://www.giphy.com/gifs/x",
    "https://media.giphy.com/media/x/giphy.gif",
    "https://media.discordapp.net/attachments/1/2/x.gif?ex=1&is=2",
    "https://cdn.discordapp.com/emojis/1.gif",
    "https://example.com/a/B.GIF#top",
    "https://i.imgur.com/x.gifv",
    "<https://tenor.com/view/cat-123>",
    "tenor.com/view/cat-123",
  ])("to a GIF go: %s", (link) => {
    expect(run(`look ${link} here`).output).toBe("look here");
    expect(run(link).removed).toEqual([{ kind: "gif-link", text: link, index: 0, replacement: "" }]);
  });

  it.each([
    "https://example.com/a?b=c.gif",
    "https://nottenor.com/view",
    "https://example.com/tenor.com/x",
    "I like tenor.com and .gif files",
    "https://example.com/gif",
  ])("of other kinds stay: %s", (text) => expect(run(text).removed).toEqual([]));

  it("leave the punctuation of their sentence", () => {
    expect(outputOf("(see https://tenor.com/view/cat).")).toBe("(see ).");
  });
});

describe("characters that nobody sees", () => {
  it("go, and the letters beside them close up", () => {
    expect(outputOf("he\u200Bl\u2060l\uFEFFo\u00AD\u0000")).toBe("hello");
    expect(outputOf("he\u200Dl\u200Clo")).toBe("hello");
    expect(outputOf("hi\u{E0041}\u{E0100}\u{E01EF}")).toBe("hi");
    expect(outputOf("a \u3164 b")).toBe("a b");
  });

  it("go, bidirectional controls under their own name", () => {
    const { output, removed } = run("ab\u202Ecd\u2066ef\u200F");
    expect(output).toBe("abcdef");
    expect(removed.map(({ kind, index }) => [kind, index])).toEqual([
      ["bidi-control", 2],
      ["bidi-control", 5],
      ["bidi-control", 8],
    ]);
  });

  it("go where they are hidden in heaps behind a letter that may have one", () => {
    expect(outputOf("می\u200C\u200D\u200C\u200Cخ")).toBe("می\u200Cخ");
    expect(outputOf("葛\u{E0100}\u{E0101}\u{E0102}")).toBe("葛\u{E0100}");
  });

  it("go as halves of surrogate pairs", () => {
    expect(outputOf("a\uD83Db\uDE00c")).toBe("abc");
    expect(outputOf("\uD83D\u200B\uDE00")).toBe("");
  });
});

describe("white space", () => {
  it.each([
    ["a  b", "a b"],
    ["a \u00A0\u2003 b", "a b"],
    ["  a\t", "a"],
    ["a\tb", "a b"],
    ["a\nb", "a\nb"],
    ["a \n b", "a\nb"],
    ["a\r\nb", "a\nb"],
    ["a\n\nb\n\n\n\nc", "a\n\nb\n\nc"],
    ["a\u2028b\u0085c", "a b c"],
    [" \n\t ", ""],
    ["", ""],
  ])("%j becomes %j", (input, output) => expect(outputOf(input)).toBe(output));
});

describe("ordinary text", () => {
  it.each([
    "Hello, how are you? (I'm fine: 100% & more...) ¯\\_(ツ)_/¯ <3 >:( a_b *c* ~d~ `e` ||f|| 5 < 6 > 4",
    "Größe, naïve café, e\u0301te\u0301, Þórður, Łódź, İstanbul, Tiếng Việt",
    "Bonjour\u202F! Ça va\u00A0? «\u00A0Oui\u00A0»",
    "Привет, как дела? Ще не вмерла. Γειά σου Κόσμε!",
    "שלום, מה שלומך? בְּרֵאשִׁ֖ית",
    "مرحبا كيف حالك؟ اَلسَّلَامُ عَلَيْكُمْ",
    "می‌خواهم کتاب‌های PDF‌ها را ببینم، ه‍",
    "नमस्ते, क्‍ष क्‌ष आप कैसे हैं? ১২৩ বাংলা র‍্যাব",
    "മലയാളം അവന്‍ ന്‍റെ ശ്രീ தமிழ் తెలుగు ಕನ್ನಡ ශ්‍රී ලංකා ගුජරාතී ગુજરાતી ਪੰਜਾਬੀ ଓଡ଼ିଆ",
    "สวัสดีครับ ภาษาไทย ພາສາລາວ ភាសា\u200Bខ្មែរ မြန်မာ\u200Bဘာသာ བོད་སྐད་",
    "こんにちは\u3000世界。ｶﾀｶﾅ 葛\u{E0100}城 神\uFE00",
    "你好，世界！繁體中文 한국어 안녕하세요 \u1100\u1161\u11A8",
    "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ\u180E ᠠ\u180B አማርኛ ქართული հայերեն ᏣᎳᎩ ᐃᓄᒃᑎᑐᑦ",
    "𝒽𝑒𝓁𝓁𝑜 𐌰𐌱 𠮷野家 𞤀𞤁 ∑∞≠ €£¥ ½ № ‰ † ‡ • … — “quotes” ‘x’",
    "⠓⠑⠇⠇⠕⠀⠺⠕⠗⠇⠙",
    "line one\nline two\n\nnew paragraph",
    "a\u0300\u0316 z\u0336a\u0336l\u0336g\u0336o\u0336",
  ])("comes through untouched: %s", (text) => {
    expect(run(text)).toEqual({ input: text, output: text, removed: [] });
  });

  it("comes through untouched, every visible character of Unicode", () => {
    const characters = codePoints(/^[\p{L}\p{N}\p{P}\p{Sc}\p{Sm}\p{Sk}]$/u).filter(
      (character) => !/^[\p{Emoji}\u115F\u1160\u3164\uFFA0]$/u.test(character) || /^[0-9#*]$/.test(character),
    );
    expect(characters.length).toBeGreaterThan(130_000);
    for (const character of characters) expect(outputOf(`é${character}`)).toBe(`é${character}`);
  });
});

describe("each rule", () => {
  it.each([
    ["emoji", "a 👨‍👩‍👧 1️⃣ b"],
    ["custom-emoji", "a <:b:1> c"],
    ["mention", "a <@1> b"],
    ["gif-link", "a https://tenor.com/x b"],
    ["invisible", "a\u200Bb"],
    ["bidi-control", "a\u202Eb"],
    ["whitespace", " a  b "],
  ] as const)("can be switched off: %s", (rule, text) => {
    expect(run(text).output).not.toBe(text);
    expect(sanitize(text, { names, rules: { ...rules, [rule]: false } }).output).toBe(text);
  });

  it("leaves nothing of a text of which only white space is left, also with its rule off", () => {
    expect(sanitize(" 😀 ", { names, rules: { ...rules, whitespace: false } }).output).toBe("");
  });
});

describe("whatever comes", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ..."<:a1>@&#!/. ",
      ..."<@1> <@2> <@4> <@6> <:a:1> </a b:1> <t:1> <id:home> https:// tenor.com/ .gif".split(" "),
      ..."\u200B\u200C\u200D\u202E\uFE0F\uFE0E\uFE00\u20E3\uFEFF\u00A0\u3000\n\t\r©क葛かᠠ",
      "😀",
      "👩",
      "❤",
      "🏽",
      "\u{1F1E6}",
      "\uD83D",
      "\uDE00",
      "\u{E0100}",
      "\u{E0061}",
      "می",
      "ភ",
      "  ",
      "Bob",
    ),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));
  const someRules = fc
    .subarray([...sanitizerRules], { minLength: 0 })
    .map((off) => ({ ...rules, ...Object.fromEntries(off.map((rule) => [rule, false])) }));

  it("the removals give the output, and a second run removes nothing", () => {
    fc.assert(
      fc.property(text, fc.oneof(fc.constant(rules), someRules), (input, someOfThem) => {
        const { output, removed } = sanitize(input, { names, rules: someOfThem });
        for (const removal of removed) expect(input.startsWith(removal.text, removal.index)).toBe(true);
        expect(applyRemovals(input, removed)).toBe(output);
        expect(removed.every(({ kind }) => someOfThem[kind] || output === "")).toBe(true);
        expect(sanitize(output, { names, rules: someOfThem })).toEqual({ input: output, output, removed: [] });
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    "<",
    "<a:",
    "</a ",
    "</a\t\t",
    "<@1>",
    "<:<@4>:2>",
    "https://",
    "a.",
    "😀",
    "👩\u200D",
    "\u200D",
    " \n",
    "\uD83D",
  ])("takes 100,000 characters of %j in one go", (unit) => {
    const long = unit.repeat(100_000 / unit.length);
    const started = performance.now();
    run(long);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("a line that is nothing but noise", () => {
  it.each(["\u200b", "😀", "😀 "])("is worked off however long it is: %j", (piece) => {
    expect(outputOf(piece.repeat(200_000))).toBe("");
  });
});
