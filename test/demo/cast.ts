/** Who lives in the demo's server. */
export interface CastMember {
  name: string;
  displayName: string;
  /** Shares of the lines that are said in the server. */
  talkativeness: number;
  isModerator?: boolean;
}

export const cast: CastMember[] = [
  { name: "ada", displayName: "Ada", talkativeness: 5 },
  { name: "bruno", displayName: "Bruno ⚡", talkativeness: 3 },
  { name: "chiara", displayName: "chiara", talkativeness: 4 },
  { name: "dev_null", displayName: "dev/null", talkativeness: 2 },
  { name: "ezra", displayName: "Ezra", talkativeness: 2 },
  { name: "fumiko", displayName: "ふみこ", talkativeness: 3 },
  { name: "gus", displayName: "Gus", talkativeness: 1 },
  { name: "hana", displayName: "Hana", talkativeness: 4 },
  { name: "ivan", displayName: "Иван", talkativeness: 2 },
  { name: "june", displayName: "June (mod)", talkativeness: 2, isModerator: true },
  { name: "kofi", displayName: "Kofi", talkativeness: 3 },
  { name: "lou", displayName: "Lou", talkativeness: 1 },
];

/** What they say to the bot. */
export const questions: string[] = [
  "hey, how are you today? 😄",
  "what are we playing tonight <:controller:900000000000000001>",
  "tell me a joke please 🙏🙏",
  "do you ever sleep 😴",
  "who made you?",
  "I had the worst day 😭 cheer me up",
  "coffee or tea ☕",
  "what's your favourite song 🎶",
  "can you help me with my homework",
  "is it going to rain",
  "<a:wave:900000000000000002> hello there",
  "what should I eat for dinner 🍜",
  "are you a real person 🤖?",
  "do you like cats 🐈‍⬛",
  "good night everyone 🌙",
  "what do you think about 3 a.m. speedruns",
  "<:tags:1> any tips for beginners",
  "thanks, you're the best ❤️",
  "you are so silly 😂😂😂",
  "what happened on stream yesterday",
  "誰が一番強い？",
  "как дела? 👋",
  "sing something 🎤",
  "give me advice for a first date 💐",
];

/** What they say to each other. */
export const smallTalk: string[] = [
  "brb",
  "who's up for another round",
  "that boss fight was brutal",
  "lol",
  "stream starts in 10",
  "did anyone clip that",
];

/** Messages in which nothing is left for a model. */
export const noise: string[] = [
  "😂😂😂",
  "<:pog:900000000000000003>",
  "https://tenor.com/view/dance-gif-12345",
  "🇫🇷🏳️‍🌈👍🏽",
];

/** Words for the others that only look like questions. */
export const asides: string[] = ["$ignore talking to Hana here", "$ignore we are testing the mic"];
