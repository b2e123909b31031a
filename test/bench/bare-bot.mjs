// The least that answers a mention with a model: what Quipdeck's cost is measured against. Plain JavaScript, so that
// nothing but the bot itself is in its memory.
import { InferenceClient } from "@huggingface/inference";
import { Client, Events, GatewayIntentBits } from "discord.js";

const { BENCH_DISCORD_API, BENCH_DISCORD_TOKEN, BENCH_HF_ENDPOINT, BENCH_HF_KEY } = process.env;
const inference = new InferenceClient(BENCH_HF_KEY, { endpointUrl: BENCH_HF_ENDPOINT });
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
  rest: { api: BENCH_DISCORD_API },
  allowedMentions: { parse: [], repliedUser: false },
});

client.on(Events.MessageCreate, async (message) => {
  if (message.author.bot || !message.mentions.has(client.user, { ignoreEveryone: true, ignoreRoles: true })) return;
  const completion = await inference.chatCompletion(
    {
      model: "bench",
      max_tokens: 400,
      temperature: 0.8,
      messages: [
        { role: "system", content: "You are a friendly member of this server. Answer in one short chat message." },
        { role: "user", content: message.content },
      ],
    },
    { retry_on_error: false },
  );
  await message.reply({ content: completion.choices[0].message.content, failIfNotExists: false });
});

await client.login(BENCH_DISCORD_TOKEN);
