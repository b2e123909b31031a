const templateTokens =
  /<[|｜][^<>|｜\s]{1,40}[|｜]>|<\/?s>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<\/?(?:bos|eos)>/gi;

/**
 * Takes out what chat templates set between the turns of a conversation. With a space in its place, what stood around it
 * cannot make another one.
 */
export function replaceTemplateTokens(text: string, replacement: "" | " "): string {
  return text.replace(templateTokens, replacement);
}
