import { Text } from "@mantine/core";
import { Chat } from "./Chat.tsx";
import { SanitizerBox } from "./SanitizerBox.tsx";
import "./playground.css";

export function PlaygroundView() {
  return (
    <main className="view filled">
      <h1>Playground</h1>
      <Text size="sm" c="dimmed" mb="xs">
        The same stages as in Discord, yet nothing that is written here is posted there.
      </Text>
      <div className="playground">
        <Chat />
        <SanitizerBox />
      </div>
    </main>
  );
}
