/** One line of the conversation as the server receives it. */
export interface WireMessage {
  role: string;
  content: string;
}

const openings = ["Oh, ", "Well, ", "Honestly, ", "Ha! ", "Hm, ", ""];
const thoughts = [
  "I have been thinking about that all day.",
  "that is exactly what I would have said, only slower.",
  "I would ask the others, but I trust your judgement more.",
  "it depends on how much coffee is left.",
  "there is a story behind that, and it involves a goose.",
  "I like where this is going.",
  "give me a minute and I will have an opinion.",
];
const echoes = [
  (topic: string) => `You had me at "${topic}".`,
  (topic: string) => `Tell me more about ${topic}!`,
  (topic: string) => `Nobody ever asks me about ${topic}, so thank you.`,
  (topic: string) => `I could talk about ${topic} for hours.`,
];

/** A chatty answer; the same conversation always gets the same one. */
export function smallTalk(messages: readonly WireMessage[]): string {
  const question = messages.at(-1)?.content ?? "";
  const chance = hash(question);
  const topic = question.match(/\p{L}{4,}/gu)?.reduce((one, other) => (other.length > one.length ? other : one));
  const opening = pick(openings, chance);
  const thought = pick(thoughts, Math.floor(chance / 7));
  const echo = topic ? ` ${pick(echoes, Math.floor(chance / 49))(topic.toLowerCase())}` : "";
  const text = `${opening}${thought}${echo}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pick<Item>(items: readonly Item[], chance: number): Item {
  const item = items[chance % items.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

function hash(text: string): number {
  let sum = 2_166_136_261;
  for (const character of text) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return sum >>> 0;
}
